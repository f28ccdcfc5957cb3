/** The name, as far as an id may show it, and a part that no other organization has. */
export function organizationIdOf(name: string, unique: string): string {
  const readable = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
  return readable === '' ? unique : `${readable}-${unique}`;
}
