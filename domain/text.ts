/** Breaks a line, or jumps in it. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;

/** Control characters, halves of characters, and what shows nothing or turns the direction of what follows. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/gu;

/** A text of one line without what nobody sees: two that look alike are alike. */
export const visible = (text: string): string => text.replaceAll(BREAKS, ' ').replaceAll(UNSEEN, '').trim();

/** From the first visible character to the last: what is copied from a page brings invisible ones along at its ends. */
export const trimmed = (text: string): string => /[^\s\p{C}](.*[^\s\p{C}])?/su.exec(text)?.[0] ?? '';
