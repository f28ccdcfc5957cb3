/** The README's walks, as a reader follows them. */

export interface Step {
  readonly command: string;
  /** What the README shows of its answer; `…` stands for anything. */
  readonly shown: string;
}

export interface Walk {
  /** What is put into the shell first. */
  readonly prelude: string;
  readonly steps: readonly Step[];
}

/** The code blocks of the section with this heading: `sh` is put in, `console` is followed. */
export function walkOf(readme: string, heading: string): Walk {
  const section = readme.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`The README has no section "${heading}".`);
  const blocks = (language: string) =>
    [...section.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
  return { prelude: blocks('sh').join('\n'), steps: blocks('console').flatMap(stepsIn) };
}

const stepsIn = (block: string): readonly Step[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const end = text.indexOf('\n');
      return { command: text.slice(0, end), shown: text.slice(end).trim() };
    });

/** Whether an answer is what the README shows. */
export function isShown(answer: string, shown: string): boolean {
  const pattern = shown.split('…').map(escaped).join('.*?');
  return new RegExp(`^${pattern}$`, 's').test(answer.replaceAll('\r\n', '\n').trim());
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
