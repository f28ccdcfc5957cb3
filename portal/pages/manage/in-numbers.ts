import { number } from '../../shared/number';

/** " (90)" behind a count that is spoken of; nothing where HaloPSA has not told it yet. */
export const inNumbers = (count: number | null | undefined): string =>
  count === null || count === undefined ? '' : ` (${number(count)})`;
