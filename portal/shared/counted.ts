import { number } from './number';

/** "1 mapping", "2,304 mappings". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;
