import { listOf } from '../../halo/envelopes';
import { businessText, saysError } from '../../halo/rejection';
import { Customer } from '../../halo/wire';

describe('HaloPSA’s words are passed on', () => {
  test.each([
    ['a bare string', 'Name must be unique', 'Name must be unique'],
    [
      'with a code',
      'CODE:APP03/2 An approval process must be chosen.',
      'CODE:APP03/2 An approval process must be chosen.',
    ],
    [
      'in lower case, although SQL knows the word',
      'Please select a Site from the list',
      'Please select a Site from the list',
    ],
    ['of model binding', { '[0].outcome_id': ['The value is not valid.', 'other'] }, 'The value is not valid.'],
    ['in message', { message: 'Das Feld „Ort“ fehlt' }, undefined],
    ['in another language', { message: 'Le champ "Équipe" est obligatoire' }, 'Le champ "Équipe" est obligatoire'],
    ['in Message', { Message: 'A User must be selected' }, 'A User must be selected'],
    ['in errorMessage', { resultCode: 4, errorMessage: 'Not possible' }, 'Not possible'],
  ])('%s', (_, body, text) => {
    expect(businessText(body)).toBe(text);
  });
});

describe('HaloPSA’s innards are not', () => {
  test.each([
    [
      'a serialised exception',
      { ClassName: 'System.NullReferenceException', Message: 'Something short', HResult: -2147467261 },
    ],
    ['SQL', "Cannot insert the value NULL into column 'x'; INSERT fails."],
    ['a table', 'Invalid object name in table Faults'],
    ['.NET types', { id: ['The JSON value could not be converted to System.Int32.'] }],
    ['an object reference', 'Object reference not set to an instance of an object.'],
    ['markup', '<b>No</b>'],
    ['several lines', 'One\n   at Two'],
    ['an id or a token', 'Unknown 3f0c8f6e-3c40-4f0e-8a36-2d4a2f6f7a10'],
    ['a header', 'Bearer abc'],
    ['a novel', 'no '.repeat(100)],
    ['nothing', ''],
    ['no words', 17],
    ['no body', undefined],
    ['an empty list', { id: [] }],
  ])('%s', (_, body) => {
    expect(businessText(body)).toBeUndefined();
  });
});

it('half a million fields that nobody knows take less than a second and a half of computing', () => {
  const body: unknown = JSON.parse(`{${Array.from({ length: 500_000 }, (_, index) => `"f${index}":[]`).join()}}`);
  const before = process.cpuUsage();
  expect([businessText(body), saysError(body), listOf(Customer, 'clients').safeParse(body).success]).toEqual([
    undefined,
    false,
    false,
  ]);
  expect(process.cpuUsage(before).user).toBeLessThan(1_500_000);
});
