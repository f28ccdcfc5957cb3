import fc from 'fast-check';
import { visible } from '../../domain/text';

test.each([
  ['a zero-width space', 'Con\u200Btoso', 'Contoso'],
  ['a right-to-left override', '\u202Eosotnoc\u202C', 'osotnoc'],
  ['an isolate', 'Con\u2066toso\u2069', 'Contoso'],
  ['a soft hyphen', 'Con\u00ADtoso', 'Contoso'],
  ['a byte order mark', '\uFEFFContoso', 'Contoso'],
  ['a tag', 'Contoso\u{E0041}', 'Contoso'],
  ['a Hangul filler', '\u3164Contoso', 'Contoso'],
  ['a blank of Braille', 'Con\u2800toso', 'Contoso'],
  ['a zero byte, a bell and an escape', 'Con\u0000\u0007\u001B[2Jtoso', 'Con[2Jtoso'],
  ['half of a character', 'Contoso\uD83D', 'Contoso'],
  ['breaks of lines', ' Contoso\r\nLtd\u2028\tof Leeds\n', 'Contoso Ltd of Leeds'],
  ['nothing that is seen', '\u200B \u200E', ''],
])('takes %s out of a text', (_name, text, seen) => {
  expect(visible(text)).toBe(seen);
});

test.each(['Contoso', 'Ärger & Söhne, "Ltd."', '株式会社', 'شركة', 'भारत', '🦊 Fox', 'a  b'])(
  'leaves %s as it is',
  (text) => {
    expect(visible(text)).toBe(text);
  },
);

it('a text that was cleaned is clean', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visible(visible(text))).toBe(visible(text));
      expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }),
  );
});
