import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { createPortal } from '../../api/portal';
import type { RunningApi } from './running-api';
import { startApi } from './running-api';

const script = 'console.log(1)';
const page = '<meta property="csp-nonce" nonce="__NONCE__"><script src="/assets/a-1.js" nonce="__NONCE__"></script>';

let folder: string;
let api: RunningApi;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-portal-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'assets/a-1.js'), script);
  await writeFile(join(folder, 'assets/a-1.js.br'), brotliCompressSync(script));
  api = await startApi({ portal: await createPortal({ folder, frameAncestors: ["'self'"] }) });
  await rm(folder, { recursive: true });
});
afterAll(() => api.close());

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, { headers: { accept: 'text/html', ...headers } });

it('gives every page its own nonce, which the policy names', async () => {
  const [first, second] = [await open('/integration/halopsa'), await open('/')];
  const nonces = [first, second].map(
    (one) => /'nonce-([^']+)'/.exec(one.headers.get('content-security-policy') ?? '')?.[1],
  );
  expect(await first.text()).toBe(page.replaceAll('__NONCE__', nonces[0] ?? ''));
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(first.headers.get('cache-control')).toBe('no-store');
});

it('lets nothing run but its own files, and nobody frame it who is not named', async () => {
  const reply = await open('/');
  expect(reply.headers.get('content-security-policy')).toMatch(
    /^default-src 'none';script-src 'self';style-src 'self' 'nonce-[^']+';img-src 'self' data:;font-src 'self';connect-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'self'$/,
  );
  expect(reply.headers.get('x-frame-options')).toBeNull();
});

it('serves a file for ever, compressed where the browser takes that, also when the folder is gone', async () => {
  const reply = await open('/assets/a-1.js', { 'accept-encoding': 'br' });
  expect(reply.headers.get('content-encoding')).toBe('br');
  expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(reply.headers.get('vary')).toBe('Accept-Encoding');
  expect(reply.headers.get('content-type')).toMatch(/javascript/);
  expect(await reply.text()).toBe(script);
  const plain = await open('/assets/a-1.js', { 'accept-encoding': 'identity' });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe(script);
});

it.each(['/v1/nothing', '/v1', '/docs/nothing', '/assets/gone.js'])('is no page: %s', async (path) => {
  const reply = await open(path);
  expect(reply.status).toBe(404);
  expect(reply.headers.get('content-type')).toMatch(/problem\+json/);
});

it('answers a program that takes anything as the api does', async () => {
  expect((await open('/integration', { accept: '*/*' })).status).toBe(404);
});

it.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])(
  'leaves its folder for nobody: %s',
  async (path) => {
    expect(await (await open(path)).text()).not.toContain('"dependencies"');
  },
);

it('is not there where the folder holds no portal', async () => {
  expect(await createPortal({ folder: join(tmpdir(), 'nothing-here'), frameAncestors: [] })).toBeUndefined();
});
