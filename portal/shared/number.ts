const format = new Intl.NumberFormat();

/** "2,304", as the reader writes it. */
export const number = (value: number): string => format.format(value);
