const plain = (name: string): string => name.trim().normalize('NFC').toLowerCase();

/** Whether a person reads two names as one: the case does not count, nor do spaces around them. */
export const isSameName = (a: string, b: string): boolean => plain(a) === plain(b);
