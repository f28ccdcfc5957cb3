import { Buffer } from 'node:buffer';
import { parseKeys } from '../../vault/keys';
import { open, seal } from '../../vault/seal';

const keys = parseKeys(`k:${Buffer.alloc(32, 251).toString('base64')}`);
const name = { partnerId: 'p1', reference: 'r1' };
const credentials = { clientId: 'client', clientSecret: 'secret' };

const bytes = (count: number) => Buffer.alloc(count, 1).toString('base64url');

/** The five parts of what is sealed, one of them another. */
async function changed(part: number, by: string): Promise<string> {
  const { sealed } = await seal(keys, name, credentials);
  return sealed.split('.').with(part, by).join('.');
}

const header = (given: object) =>
  Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: 'k', ...name, ...given })).toString('base64url');

// What a cipher is given has been met to end a process; so after each of them another one must work.
describe('what was sealed and then changed is refused, and the next secret is sealed and opened:', () => {
  it.each([
    ['another cipher', 0, header({ enc: 'A128CBC-HS256' })],
    ['another way to agree on a key', 0, header({ alg: 'ECDH-ES', epk: { kty: 'EC', crv: 'P-256', x: '', y: '' } })],
    ['a password with a billion rounds', 0, header({ alg: 'PBES2-HS512+A256KW', p2c: 1_000_000_000, p2s: 'AA' })],
    ['compression', 0, header({ zip: 'DEF' })],
    ['an extension that must be understood', 0, header({ crit: ['exp'], exp: 1 })],
    ['a header of megabytes', 0, header({ more: 'x'.repeat(3_000_000) })],
    ['a key inside', 1, bytes(32)],
    ['no nonce', 2, ''],
    ['a nonce that is too short', 2, bytes(1)],
    ['a nonce that is too long', 2, bytes(10_000)],
    ['nothing inside', 3, ''],
    ['megabytes inside', 3, bytes(3_000_000)],
    ['no tag', 4, ''],
    ['a tag that is too short', 4, bytes(1)],
    ['a tag that is too long', 4, bytes(10_000)],
  ])('%s', async (_, part, by) => {
    const sealed = await changed(part, by);
    await expect(open(keys, { ...name, sealed })).rejects.toMatchObject({ code: 'corrupt' });
    await expect(open(keys, await seal(keys, name, credentials))).resolves.toEqual(credentials);
  });
});

it('the longest Client ID and secret that a form takes can be opened again', async () => {
  const longest = { clientId: '\u{1f512}'.repeat(128), clientSecret: '\u{1f512}'.repeat(512) };
  await expect(open(keys, await seal(keys, name, longest))).resolves.toEqual(longest);
});
