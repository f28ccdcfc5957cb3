import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(__dirname, '../../..');

/** Each build of this small project adds a line to its `steps`. */
const step = `import { appendFileSync } from 'node:fs'; appendFileSync('steps', 'built\\n');`;
const settings = {
  compilerOptions: { module: 'node20', rootDir: '.', types: ['node'], skipLibCheck: true },
  include: ['worker'],
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-build-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'worker'));
  await write('tsconfig.build.json', JSON.stringify(settings));
  await write('worker/bundle.ts', step);
  await write('worker/other.ts', `export const word = 'first';`);
  await build();
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const build = () => promisify(execFile)(process.execPath, [join(root, 'tools/build.js'), 'dist'], { cwd: folder });
const write = (file: string, text: string) => writeFile(join(folder, file), text);
const read = (file: string) => readFile(join(folder, file), 'utf8');
const builds = async () => (await read('steps')).trim().split('\n').length;
const isThere = (file: string) => existsSync(join(folder, file));

it('does nothing, and says nothing, when nothing has changed', async () => {
  const before = await stat(join(folder, 'dist'));
  expect(await build()).toEqual({ stdout: '', stderr: '' });
  expect(await builds()).toBe(1);
  expect((await stat(join(folder, 'dist'))).ino).toBe(before.ino);
});

it('builds what has changed, keeps its words off stdout, and leaves out what has gone', async () => {
  await write('worker/new.ts', `export const word = 'second';`);
  await rm(join(folder, 'worker/other.ts'));
  expect((await build()).stdout).toBe('');
  expect(await read('dist/worker/new.js')).toContain('second');
  expect(isThere('dist/worker/other.js')).toBe(false);
  expect(await builds()).toBe(2);
});

it('builds again when the last build was not whole, also when the process that made it was killed', async () => {
  await rm(join(folder, 'dist/.made-of'));
  await rm(join(folder, 'dist/worker/other.js'));
  await mkdir(join(folder, 'dist.lock'));
  await write('dist.lock/pid', '999999999');
  await build();
  expect(isThere('dist/worker/other.js')).toBe(true);
  expect(isThere('dist.lock')).toBe(false);
});

it('leaves the old build as it was when a new one fails', async () => {
  await write('worker/other.ts', 'export const word: number = "wrong";');
  await expect(build()).rejects.toThrow('Command failed');
  expect(await read('dist/worker/other.js')).toContain('first');
});

it('keeps the build before whole for the processes that run from it', async () => {
  const before = await realpath(join(folder, 'dist'));
  await write('worker/other.ts', `export const word = 'second';`);
  await build();
  expect(await realpath(join(folder, 'dist'))).not.toBe(before);
  expect(await readFile(join(before, 'worker/other.js'), 'utf8')).toContain('first');
  await write('worker/other.ts', `export const word = 'third';`);
  await build();
  expect(await realpath(join(folder, 'dist'))).toBe(before);
  expect(await read('dist/worker/other.js')).toContain('third');
});

it('takes the place of a folder that a build of before has left', async () => {
  await rm(join(folder, 'dist'));
  await mkdir(join(folder, 'dist'));
  await write('dist/old.js', '');
  await build();
  expect(isThere('dist/old.js')).toBe(false);
  expect(await read('dist/worker/other.js')).toContain('first');
});

it('is made once when two commands want it at the same moment', async () => {
  await write('worker/other.ts', `export const word = 'second';`);
  await Promise.all([build(), build()]);
  expect(await builds()).toBe(2);
  expect(await read('dist/worker/other.js')).toContain('second');
});
