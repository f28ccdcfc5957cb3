import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { openKeys } from '../../embedded/keys';
import { makeToken } from '../../embedded/token';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'halopsa-keys-'));
});

afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

const names = { issuer: 'halopsa-integration', audience: 'halopsa-integration' };
const token = (...args: string[]) => makeToken({ args, dataDir, auth: { keys: { file: 'jwks.json' }, ...names } });
const read = (file: string) => readFile(join(dataDir, 'auth', file), 'utf8');

async function verify(signed: string, expected = names) {
  const keys = createLocalJWKSet(JSON.parse(await read('jwks.json')));
  return jwtVerify(signed, keys, expected);
}

describe('a token', () => {
  it('is signed with the published key and says who asks, for which partner, in which role', async () => {
    const signed = await token('--partner', 'p7', '--path', 'd1,r2,p7', '--role', 'super_admin', '--name', 'Grace');
    const { payload } = await verify(signed);
    expect(payload).toMatchObject({
      sub: 'p7:Grace',
      name: 'Grace',
      partner: 'p7',
      partner_path: ['d1', 'r2', 'p7'],
      role: 'super_admin',
    });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(12 * 3600);
  });

  it('is for the owner of partner p1 below distributor d1 when nothing is said', async () => {
    const { payload } = await verify(await token());
    expect(payload).toMatchObject({ partner: 'p1', partner_path: ['d1', 'p1'], role: 'owner', name: 'Ada' });
    expect(payload).not.toHaveProperty('operator');
  });

  it('is for an operator where that is said', async () => {
    expect((await verify(await token('--operator'))).payload).toMatchObject({ operator: true });
  });

  it('is for the issuer and audience that the api is set to', async () => {
    const own = { issuer: 'portal', audience: 'halo' };
    const signed = await makeToken({ args: [], dataDir, auth: { keys: { file: 'jwks.json' }, ...own } });
    expect((await verify(signed, own)).payload).toMatchObject({ iss: 'portal', aud: 'halo' });
  });

  it('is not made when the api checks with keys of somebody else, who is named', async () => {
    const auth = { keys: { url: new URL('https://login.example/jwks') }, issuer: 'portal', audience: 'halo' };
    await expect(makeToken({ args: [], dataDir, auth })).rejects.toThrow(
      'AUTH_JWKS_URL is set: tokens come from portal, for halo, signed with a key of https://login.example/jwks.',
    );
  });

  it.each([
    [['--role', 'king'], /^--role: Invalid option: expected one of "owner"\|"super_admin"\|.+\. Usage: npm run/],
    [
      ['--partner', 'p2', '--path', 'd1,p1'],
      /^--path: must end with the partner itself \(distributor first\)\. Usage:/,
    ],
    [['--partner', 'a.b'], /^--partner: Use 1 to 64 letters, digits, "-" or "_", .+ Usage:/],
    [['--name', ''], /^--name: must not be empty\. Usage:/],
    [['--colour', 'red'], /^Unknown option '--colour'.*\. Usage:/],
    [['p1'], /^Unexpected argument 'p1'.*\. Usage:/],
  ])('is refused for %j in one sentence', async (args, message) => {
    await expect(token(...args)).rejects.toThrow(message);
  });
});

describe('the key pair', () => {
  it('is made once: later tokens have the same key', async () => {
    const [first, second] = [await token(), await token()];
    expect(decodeProtectedHeader(second).kid).toBe(decodeProtectedHeader(first).kid);
  });

  it('is one, also when several make it at once', async () => {
    const signed = await Promise.all([token(), token(), token(), token()]);
    const kids = new Set(signed.map((each) => decodeProtectedHeader(each).kid));
    expect(kids.size).toBe(1);
    await Promise.all(signed.map((each) => verify(each)));
  });

  it('has a private half that only this user reads, and that is not published', async () => {
    await openKeys(dataDir);
    expect((await stat(join(dataDir, 'auth', 'private-key.json'))).mode & 0o777).toBe(0o600);
    expect(Object.keys(JSON.parse(await read('jwks.json')).keys[0])).not.toContain('d');
  });

  it('is named when it is damaged, and not replaced', async () => {
    await openKeys(dataDir);
    await writeFile(join(dataDir, 'auth', 'private-key.json'), '{');
    await expect(token()).rejects.toThrow(/private-key\.json is damaged; remove it/);
  });
});
