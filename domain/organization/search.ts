import type { ListedOrganization } from './list-schema';

/** A text as it is searched: without accents, in one case ("Straße" is "STRASSE"). */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase();

/** What is searched of a row, made once: rows stay the same objects until they change. */
const texts = new WeakMap<ListedOrganization, string>();

function textOf(row: ListedOrganization): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  // No name holds a line break, so nothing is found across two of them.
  const text = plain([row.name, row.customerName ?? '', row.softwareLicenceName ?? ''].join('\n'));
  texts.set(row, text);
  return text;
}

/** Whether a row is named so, in part: the organization, its Customer or its Software Licence. */
export function searching(search: string): (row: ListedOrganization) => boolean {
  const part = plain(search);
  return part === '' ? () => true : (row) => textOf(row).includes(part);
}
