import { writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findTemporal } from '../../../embedded/find-temporal';

const goodVersion = 'echo "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"';
const oldVersion = 'echo "temporal version 1.1.0 (Server 1.25.0, UI 2.30.0)"';

let root: string;
let cacheDir: string;
let lines: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'halopsa-find-'));
  cacheDir = join(root, 'cache');
  lines = [];
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function program(path: string, script: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

/** The environment of a machine with these programs on its PATH, and nothing else. */
function find(env: NodeJS.ProcessEnv = {}, signal?: AbortSignal) {
  const PATH = [join(root, 'empty'), join(root, 'bin')].join(':');
  // Nothing listens on port 1: the download fails at once, wherever the test runs.
  const closed = { HTTPS_PROXY: 'http://127.0.0.1:1' };
  return findTemporal({ env: { PATH, ...closed, ...env }, cacheDir, report: (line) => lines.push(line), signal });
}

/** What comes every five seconds, after the line of the start. */
const goesOn = /: \d+ s$/;

const onPath = () => join(root, 'bin', 'temporal');
const inCache = () => join(cacheDir, 'temporal-cli-1.5.1', 'temporal');
/** Stands in for Go: "builds" a program that answers like a build of CLI 1.5.1. */
const fakeGo = `printf '#!/bin/sh\\necho "temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)"\\n' > "$GOBIN/temporal"
/bin/chmod 755 "$GOBIN/temporal"`;

describe('the order', () => {
  it('TEMPORAL_CLI before all others', async () => {
    const TEMPORAL_CLI = await program(join(root, 'mine'), goodVersion);
    await program(onPath(), goodVersion);
    expect(await find({ TEMPORAL_CLI })).toEqual({ path: TEMPORAL_CLI, how: 'TEMPORAL_CLI' });
  });

  it('then temporal on the PATH', async () => {
    await program(onPath(), goodVersion);
    await program(inCache(), goodVersion);
    expect(await find()).toEqual({ path: onPath(), how: 'temporal on the PATH' });
  });

  it('then the cache folder', async () => {
    await program(inCache(), goodVersion);
    await program(join(root, 'bin', 'go'), fakeGo);
    expect(await find()).toEqual({ path: inCache(), how: 'the cache folder' });
    expect(lines).toEqual([]);
  });

  it('then, where the download is closed, a build with Go that stays in the cache folder', async () => {
    await program(join(root, 'bin', 'go'), fakeGo);
    expect(await find()).toEqual({ path: inCache(), how: 'go install' });
    expect(lines.filter((line) => !goesOn.test(line))).toEqual([
      'Downloading Temporal v1.5.1 …',
      expect.stringMatching(/^Not using the SDK's download: .+\.$/),
      'Building Temporal v1.5.1 with Go (once, a minute or two) …',
    ]);
    expect(await find()).toEqual({ path: inCache(), how: 'the cache folder' });
  });

  it('a build with Go says that it goes on, and for how long already', async () => {
    const goOn = join(root, 'go-on');
    await program(join(root, 'bin', 'go'), `while [ ! -e "${goOn}" ]; do /bin/sleep 0.1; done\n${fakeGo}`);
    // The build ends only when its second line is there.
    const found = await findTemporal({
      env: { PATH: join(root, 'bin'), HTTPS_PROXY: 'http://127.0.0.1:1' },
      cacheDir,
      signal: AbortSignal.timeout(25_000),
      report: (line) => {
        lines.push(line);
        if (line.startsWith('Building') && goesOn.test(line)) writeFileSync(goOn, '');
      },
    });
    expect(found).toEqual({ path: inCache(), how: 'go install' });
    const [start, next] = lines.filter((line) => line.startsWith('Building'));
    expect(start).toBe('Building Temporal v1.5.1 with Go (once, a minute or two) …');
    expect(next).toMatch(/^Building Temporal v1\.5\.1 with Go \(once, a minute or two\): [5-9] s$/);
  });

  it('two builds side by side both end with a whole program', async () => {
    await program(join(root, 'bin', 'go'), fakeGo);
    const found = await Promise.all([find(), find()]);
    expect(found.map(({ path }) => path)).toEqual([inCache(), inCache()]);
  });
});

describe('what cannot be used', () => {
  it('an old temporal on the PATH is named, and the search goes on', async () => {
    await program(onPath(), oldVersion);
    await program(inCache(), goodVersion);
    expect(await find()).toEqual({ path: inCache(), how: 'the cache folder' });
    expect(lines).toEqual([
      `Not using temporal on the PATH: ${onPath()} answers "temporal version 1.1.0 (Server 1.25.0, UI 2.30.0)", and Server 1.29 or newer is needed.`,
    ]);
  });

  it('a broken program in the cache folder is replaced', async () => {
    await program(inCache(), 'exit 1');
    await program(join(root, 'bin', 'go'), fakeGo);
    expect(await find()).toEqual({ path: inCache(), how: 'go install' });
  });

  it('TEMPORAL_CLI is refused, not replaced in silence', async () => {
    await program(onPath(), goodVersion);
    const TEMPORAL_CLI = join(root, 'missing');
    await expect(find({ TEMPORAL_CLI })).rejects.toThrow(
      /^TEMPORAL_CLI cannot be used: .*missing --version failed: .*ENOENT/,
    );
  });

  it('nothing anywhere is one sentence with every way and why it failed', async () => {
    await expect(find()).rejects.toThrow(
      /^No usable Temporal was found\. Tried: TEMPORAL_CLI \(not set\), temporal on the PATH \(not there\), the cache folder \(not there\), the SDK's download \(.+\), go install \(Go is not installed\)\. Set TEMPORAL_CLI .+ or TEMPORAL_ADDRESS .+\.$/,
    );
  });

  it('a build that fails gives its last words', async () => {
    await program(join(root, 'bin', 'go'), 'echo "no space left on device" >&2; exit 1');
    await expect(find()).rejects.toThrow('go install (no space left on device)');
  });
});

it('ends a build when it is told to', async () => {
  await program(join(root, 'bin', 'go'), 'exec /bin/sleep 60');
  const stopping = new AbortController();
  const finding = findTemporal({
    env: { PATH: join(root, 'bin'), HTTPS_PROXY: 'http://127.0.0.1:1' },
    cacheDir,
    report: (line) => {
      if (line.startsWith('Building')) setImmediate(() => stopping.abort(new Error('stopped by a person')));
    },
    signal: stopping.signal,
  });
  await expect(finding).rejects.toThrow('stopped by a person');
});
