import type { Figure, Findings } from './benchmark';

/** Findings as a person reads them. */
export function inWords({ name, question, seconds, figures, notes, problem }: Findings): string {
  const rows = figures.map((figure) => [figure.what, numberOf(figure), figure.unit, barOf(figure)]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0)));
  return [
    `${name} (${Math.round(seconds)} s): ${question}`,
    ...rows.map((row) => `  ${line(row).join('  ').trimEnd()}`),
    ...notes.map((note) => `  · ${note}`),
    ...(problem === null ? [] : [`  ! ${problem}`]),
    '',
  ].join('\n');
}

/** One figure, for who watches: a benchmark that takes an hour tells each when it has it. */
export const figureInWords = (figure: Figure): string =>
  [`${figure.what}:`, numberOf(figure), figure.unit, barOf(figure)].join(' ').trimEnd();

export const isMet = ({ value, atMost }: Figure): boolean | null => (atMost === undefined ? null : value <= atMost);

function barOf(figure: Figure): string {
  const met = isMet(figure);
  return met === null ? '' : `at most ${figure.atMost}: ${met ? 'yes' : 'NO'}`;
}

/** Three digits that count, and no more. */
function numberOf({ value }: Figure): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
