import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds in a page that is serious, or worse: each rule with the elements that break it. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // Not as a script of the page, whose policy would stop it.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(`${source}\n;undefined`);
  const findings = await page.evaluate<readonly Finding[]>(
    "axe.run({ resultTypes: ['violations'], preload: false }).then(({ violations }) => violations)",
  );
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`));
}
