import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { ApiError, invalid, toApiError } from '../../api/problem';
import { refusal, retryAfter } from '../../api/temporal-call';
import { haloErrors } from '../../halo';
import { VaultError } from '../../vault';

const parserError = (type: string, status: number) =>
  Object.assign(new Error('Unexpected token s3cret'), { type, status, body: '{"clientSecret":"s3cret' });

it.each([
  ['an answer of ours', new ApiError(409, 'rejected', 'No.'), 409, 'rejected', 'No.'],
  ['malformed JSON', parserError('entity.parse.failed', 400), 400, 'invalid', 'The body is not valid JSON.'],
  ['a large body', parserError('entity.too.large', 413), 413, 'tooLarge', 'The body is larger than 64 KB.'],
  ['another charset', parserError('charset.unsupported', 415), 415, 'unsupportedMediaType', 'Send the body in UTF-8.'],
  [
    ...(['compression', parserError('encoding.unsupported', 415), 415, 'unsupportedMediaType'] as const),
    'Send the body without compression.',
  ],
  ['a bad escape', Object.assign(new Error('x'), { status: 400 }), 400, 'invalid', 'The request is malformed.'],
  [
    ...(['a reused key', new VaultError('conflict', 'x'), 422, 'keyReused'] as const),
    'This Idempotency-Key belongs to another request. Use a new one.',
  ],
  [
    ...(['no vault', new VaultError('unavailable', 'x'), 503, 'unavailable'] as const),
    'Secrets cannot be stored at the moment. Nothing was changed.',
  ],
  [
    ...(['a broken vault', new VaultError('corrupt', 'x'), 500, 'unexpected'] as const),
    'Something went wrong on our side. Tell us this number: r1.',
  ],
  [
    ...(['what nobody foresaw', new TypeError('s3cret'), 500, 'unexpected'] as const),
    'Something went wrong on our side. Tell us this number: r1.',
  ],
  ['what is no error', 's3cret', 500, 'unexpected', 'Something went wrong on our side. Tell us this number: r1.'],
])('answers %s', (_name, error, status, code, detail) => {
  const body = toApiError(error, 'r1').body();
  expect(body).toMatchObject({ type: 'about:blank', status, code, detail });
  expect(JSON.stringify(body)).not.toContain('s3cret');
});

const Input = z.object({ body: z.strictObject({ name: z.string(), seats: z.strictObject({ used: z.int() }) }) });

function fieldsOf(body: unknown) {
  const { error } = Input.safeParse({ body });
  return error && invalid(error).body();
}

it('names each field by its path', () => {
  expect(fieldsOf({ name: 1, seats: { used: 'x', spare: 1 } })).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    code: 'invalid',
    detail: 'Check name, seats.used, seats.spare.',
    fields: {
      name: 'Invalid input: expected string, received number',
      'seats.used': 'Invalid input: expected number, received string',
      'seats.spare': 'There is no such field.',
    },
  });
});

it('names a field called __proto__ like any other', () => {
  const body = fieldsOf(JSON.parse('{"name":"a","seats":{"used":1},"__proto__":{"admin":true}}'));
  expect(JSON.stringify(body?.fields)).toBe('{"__proto__":"There is no such field."}');
});

it('asks for an object where none was sent', () => {
  expect(fieldsOf(undefined)).toMatchObject({ code: 'invalid', detail: 'Send a JSON object.', fields: {} });
});

it('stays small however many and however long the unknown fields are', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`${index}${'x'.repeat(500)}`, 1]));
  expect(JSON.stringify(fieldsOf(many)).length).toBeLessThan(8000);
});

it.each([
  ['halo.invalidClient', 422, undefined],
  ['halo.rejected', 422, undefined],
  ['halo.unreachable', 503, '30'],
  ['halo.unavailable', 503, '30'],
  ['halo.timeout', 503, '30'],
  ['halo.rateLimited', 503, '60'],
  ['unexpected', 503, '60'],
])('answers %s of HaloPSA with %s, and names no field of the Connect form', (code, status, seconds) => {
  const answer = refusal({ code, detail: 'Because.', fields: { siteUrl: 'Here.' } });
  expect(answer.body()).toEqual({
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    code,
    detail: 'Because.',
  });
  expect(answer.headers['Retry-After']).toBe(seconds);
});

it.each([
  ['mapping.licenceGone', 422],
  ['connection.notConnected', 409],
])('answers %s with %s and the field that it is about', (code, status) => {
  const fields = { softwareLicenceId: 'Here.' };
  const answer = refusal({ code, detail: 'Because.', fields });
  expect(answer.body()).toMatchObject({ status, code, detail: 'Because.', fields });
  expect(answer.headers).toEqual({});
});

it('says when to try again for exactly what HaloPSA may mend by itself', () => {
  const retryable = Object.entries(haloErrors).flatMap(([code, meaning]) => (meaning.retryable ? `halo.${code}` : []));
  expect(Object.keys(retryAfter).sort()).toEqual([...retryable, 'unexpected'].sort());
});
