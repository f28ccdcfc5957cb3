import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const root = resolve(__dirname, '../..');

const Service = z.object({
  read_only: z.literal(true),
  tmpfs: z.array(z.string()).min(1),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.never().optional(),
  privileged: z.never().optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  mem_limit: z.string().regex(/^\d+[mg]$/),
  networks: z.array(z.string()).min(1),
  ports: z.array(z.string()).default([]),
  restart: z.enum(['unless-stopped', 'on-failure:5']),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  environment: z.record(z.string(), z.unknown()),
});
const Compose = z.object({
  services: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) }).nullable()),
});

let compose: z.infer<typeof Compose>;
let services: Record<string, z.infer<typeof Service>>;
beforeAll(async () => {
  compose = Compose.parse(parse(await readFile(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }));
  services = z.record(z.string(), Service).parse(compose.services);
});

const inNetwork = (name: string) =>
  Object.entries(services).flatMap(([service, { networks }]) => (networks.includes(name) ? [service] : []));

it('runs every service without rights, on files that it cannot change, within a limit of memory', () => {
  expect(Object.keys(services).sort()).toEqual(
    ['api', 'namespace', 'postgres', 'roles', 'schema', 'temporal', 'temporal-ui', 'worker'].sort(),
  );
});

it('lets nobody reach Temporal or PostgreSQL who needs not', () => {
  expect(inNetwork('temporal')).toEqual(['temporal', 'namespace', 'temporal-ui', 'worker', 'api']);
  expect(inNetwork('temporal-database')).toEqual(['postgres', 'roles', 'schema', 'temporal']);
  expect(inNetwork('vault-database')).toEqual(['postgres', 'worker', 'api']);
  const open = Object.entries(compose.networks).flatMap(([name, network]) => (network?.internal ? [] : [name]));
  expect(open).toEqual(['outside']);
});

it('publishes the api and the UI alone, to this machine alone', () => {
  const published = Object.entries(services).flatMap(([name, { ports }]) => ports.map((port) => [name, port]));
  expect(published).toEqual([
    ['temporal-ui', expect.stringMatching(/^127\.0\.0\.1:/)],
    ['api', expect.stringMatching(/^127\.0\.0\.1:/)],
  ]);
});

it('asks every part that stays whether it is well', async () => {
  for (const name of ['postgres', 'temporal', 'worker']) expect(services[name]?.healthcheck?.test[0]).toBe('CMD');
  expect(await readFile(join(root, 'Dockerfile'), 'utf8')).toMatch(/AS api[\s\S]+HEALTHCHECK/);
});

it("gives the superuser's password to PostgreSQL and the job that makes the roles, and each role's to its own", () => {
  const holders = (secret: string) =>
    Object.entries(services).flatMap(([name, { environment }]) =>
      Object.values(environment).some((value) => String(value).includes(`\${${secret}:`)) ? [name] : [],
    );
  expect(holders('POSTGRES_PASSWORD')).toEqual(['postgres', 'roles']);
  expect(holders('TEMPORAL_DB_PASSWORD')).toEqual(['roles', 'schema', 'temporal']);
  expect(holders('VAULT_DB_PASSWORD')).toEqual(['roles', 'worker', 'api']);
});

describe('deploy/pin-images.sh', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halopsa-pins-'));
    await mkdir(join(folder, 'deploy'));
    await mkdir(join(folder, 'bin'));
    for (const file of ['docker-compose.yml', 'Dockerfile', 'deploy/pin-images.sh']) {
      await copyFile(join(root, file), join(folder, file));
    }
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** With a `docker` that answers this. */
  async function pin(answer: string): Promise<void> {
    await writeFile(join(folder, 'bin', 'docker'), `#!/bin/sh\n${answer}\n`);
    await chmod(join(folder, 'bin', 'docker'), 0o755);
    const PATH = `${join(folder, 'bin')}:${process.env['PATH']}`;
    execFileSync('sh', [join(folder, 'deploy/pin-images.sh')], { env: { PATH }, stdio: 'pipe' });
  }

  const images = async () => {
    const text =
      (await readFile(join(folder, 'docker-compose.yml'), 'utf8')) +
      (await readFile(join(folder, 'Dockerfile'), 'utf8'));
    return [...text.matchAll(/^(?: +image: |FROM )(\S+:\S+)/gm)].map(([, image]) => image ?? '');
  };

  it('pins every image to the digest that Docker tells, once', async () => {
    const before = await images();
    const digest = `sha256:${'0a'.repeat(32)}`;
    await pin(`echo ${digest}`);
    expect(await images()).toEqual(before.map((image) => `${image}@${digest}`));
    expect(before.length).toBeGreaterThan(6);
    await pin('exit 1');
    expect(await images()).toEqual(before.map((image) => `${image}@${digest}`));
  });

  it('changes nothing when an image is not known', async () => {
    const before = await images();
    await expect(pin('echo not found >&2; exit 1')).rejects.toThrow();
    await expect(pin('echo latest')).rejects.toThrow('No digest for');
    expect(await images()).toEqual(before);
  });
});
