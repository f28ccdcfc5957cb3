import { visible } from './text';

/** What Markdown would take for its own, the addresses and mentions that some readers make links of included. */
const SIGNS = /[\\`*_[\]<>|~&$@#]|:(?=\/\/)|(?<=www)\./gi;

/** A foreign text as it is: it stays in its place, on its line, and is no mark, link or HTML. */
export const plain = (text: string): string => visible(text).replaceAll(SIGNS, '\\$&');

type Cell = string | number | null;

const cell = (value: Cell): string => (value === null || value === '' ? '–' : plain(String(value)));
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A row of a table. */
export const tableRow = (cells: readonly Cell[]): string => line(cells.map(cell));

/** A table of foreign texts, under headings of ours. */
export const table = (headings: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [line(headings), line(headings.map(() => '---')), ...rows.map(tableRow)].join('\n');
