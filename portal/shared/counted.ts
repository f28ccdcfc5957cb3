const numbers = new Intl.NumberFormat();

/** "1 mapping", "2,304 mappings". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`;
