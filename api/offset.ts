import { z } from 'zod';

/** Where a page begins, in lists whose rows have no name to go on from: how many rows stand before it. */
export const Offset = z
  .string()
  .regex(/^\d{1,9}$/, 'Take it from `next` of the page before.')
  .default('0')
  .describe('`next` of the page before.');

/** The cursor of the page after one that begins at `offset` and shows so many of all `total` rows. */
export function nextOffset(offset: number, shown: number, total: number): string | null {
  const next = offset + shown;
  return next < total ? String(next) : null;
}
