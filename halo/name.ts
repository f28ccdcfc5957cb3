const LONGEST = 200;

/** Text of HaloPSA as a person reads it: without control and invisible characters, on one line, and of a bounded length. */
export function shown(text: string): string {
  // More than this is cut off anyhow, and it need not be searched.
  const start = text.slice(0, 10 * LONGEST);
  const visible = start
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
    .trim();
  const characters = [...visible];
  return characters.length <= LONGEST ? visible : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

/** The text without what people leave out when they search: case and accents. */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
