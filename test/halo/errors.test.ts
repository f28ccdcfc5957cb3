import { inspect } from 'node:util';
import type { HaloErrorCode } from '../../halo';
import { HaloError, haloErrors } from '../../halo';
import type { Answer } from './server';
import { accessTo, clientFor, closeAll, secret, startServer } from './server';

afterEach(closeAll);

const sentences = Object.values(haloErrors).map(({ sentence }) => sentence);

describe('the sentences', () => {
  it('acceptance 24: differ from each other', () => {
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  const toCorrectInHalo: [HaloErrorCode, RegExp][] = [
    ['hostNotFound', /API Details/],
    ['unreachable', /API Details/],
    ['tlsFailed', /API Details/],
    ['notHalo', /API Details.*“\/API”/],
    ['redirected', /API Details/],
    ['invalidClient', /View Applications.*Client ID.*secret is shown once/],
    ['inactiveApplication', /View Applications.*Active.*Client ID and Secret \(Services\)/],
    ['inactiveAgent', /Teams & Agents > Agents.*Account Active/],
    ['invalidScope', /View Applications.*all:standard/],
    ['scopeMissing', /View Applications.*all:standard/],
    ['forbidden', /Teams & Agents > Roles/],
  ];

  test.each(toCorrectInHalo)('acceptance 24: %s names the HaloPSA screen to open', (code, screen) => {
    expect(haloErrors[code].sentence).toMatch(screen);
    expect(new HaloError(code).message).toBe(haloErrors[code].sentence);
  });

  it('say in HaloPSA’s words what was refused, where HaloPSA has words', () => {
    expect(new HaloError('rejected', { detail: 'A Site must be selected' }).message).toContain(
      'A Site must be selected',
    );
  });
});

describe('a secret', () => {
  const token = 'eyJhbGciOiJSUzI1NiJ9.c2VlZGVkLXRva2Vu/+aB3x.c2lnbmF0dXJl';
  const spellings = (value: string) => [
    value,
    Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -2),
    Buffer.from(value).toString('base64url').slice(0, -2),
    encodeURIComponent(value),
  ];
  const failures: [string, (isToken: boolean) => Answer][] = [
    [
      'a refused token that quotes what it was sent',
      () => ({ status: 401, body: { error: 'invalid_client', error_description: secret } }),
    ],
    ['a 400 that quotes the token', (isToken) => (isToken ? {} : { status: 400, body: `Bearer ${token}` })],
    ['a 400 that quotes the secret', (isToken) => (isToken ? {} : { status: 400, body: { message: secret } })],
    ['a reply of another shape', (isToken) => (isToken ? {} : { body: { id: token, name: secret } })],
    ['an outage', (isToken) => (isToken ? {} : { status: 500, body: token })],
    ['no answer', (isToken) => (isToken ? {} : { hang: true })],
    ['a token request without an answer', () => ({ hang: true })],
    ['a reply that is too large', (isToken) => (isToken ? {} : { body: token.repeat(1000) })],
  ];

  test.each(failures)('is not in the error of %s', async (_, answer) => {
    const server = await startServer(({ path }) => {
      const given = answer(path === '/auth/token');
      return Object.keys(given).length > 0 ? given : { body: { access_token: token, expires_in: 3600 } };
    });
    const halo = clientFor(server, { timeoutMs: 100, maxBodyBytes: 10_000 });
    const error: unknown = await halo.slas(accessTo(server)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(HaloError);
    const everything = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
    for (const hidden of [...spellings(token), ...spellings(secret), 'Authorization', 'Bearer']) {
      expect(everything).not.toContain(hidden);
      expect(JSON.stringify(error)).not.toContain(hidden);
    }
  });

  it('is not in the error of a connection that is refused', async () => {
    const server = await startServer(() => ({}));
    await server.close();
    const error: unknown = await clientFor(server)
      .slas(accessTo(server))
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'unreachable' });
    expect(error).not.toHaveProperty('cause');
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(secret);
  });
});
