import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet } from 'jose';
import type { ApiConfig } from '../../api/config';
import { readApiConfig } from '../../api/config';
import { createLinks } from '../../api/session/link';
import { openKeys } from '../../embedded/keys';
import { makeLink } from '../../embedded/link';

let dataDir: string;
let config: ApiConfig;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'halopsa-link-'));
  config = readApiConfig({ DATA_DIR: dataDir });
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it('opens the portal as whom it names, once', async () => {
  await openKeys(dataDir);
  const keys = createLocalJWKSet(JSON.parse(await readFile(join(dataDir, 'auth', 'jwks.json'), 'utf8')));
  const links = createLinks({ ...config.auth, keys });
  const link = new URL(await makeLink(['--partner', 'p7', '--role', 'finance', '--name', 'Ben', '--operator'], config));
  expect(link.origin).toBe('http://127.0.0.1:3000');
  const code = link.hash.replace('#code=', '');
  const named = { partner: 'p7', partner_path: ['d1', 'p7'], role: 'finance', name: 'Ben', operator: true };
  await expect(links.redeem(code)).resolves.toMatchObject(named);
  await expect(links.redeem(code)).rejects.toMatchObject({ code: 'linkRefused' });
});

it('leads to where people open the portal on this machine', async () => {
  const link = await makeLink([], { ...config, publicUrl: new URL('http://localhost:8080') });
  expect(link).toMatch(/^http:\/\/localhost:8080\/#code=eyJ/);
});

it.each([
  [{ PUBLIC_URL: 'https://portal.example' }, /^PUBLIC_URL is set: .+ people come to https:\/\/portal\.example\.$/],
  [{ AUTH_JWKS_URL: 'https://login.example/jwks' }, /^AUTH_JWKS_URL is set: tokens come from /],
  [{ PORT: '0' }, /^PORT is 0, any free one: set PORT, or PUBLIC_URL, to what npm start has printed\.$/],
])('is not made with %j, in one sentence', async (env, message) => {
  await expect(makeLink([], readApiConfig({ DATA_DIR: dataDir, ...env }))).rejects.toThrow(message);
});
