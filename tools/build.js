const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync } = require('node:fs');
const { rmSync, statSync, symlinkSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

/*
 * `node tools/build.js [artefact]` builds what changed, and nothing else. Every command calls it first. An artefact has two
 * places: it is made in the one that is not in use, and a link leads to it when it is complete. So there is an artefact at every
 * moment, a build that was cut off leaves the old one, and a process that runs from it keeps whole files until the next build
 * but one. JavaScript, because it runs before anything is compiled.
 */

const tsc = join('node_modules', '.bin', 'tsc');
const vite = join('node_modules', '.bin', 'vite');
// jest sets NODE_ENV, and React is built as it says.
const env = { ...process.env, NODE_ENV: 'production' };
const run = (program, ...args) => execFileSync(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
const common = ['package-lock.json', 'tools/build.js'];
const compilers = ['tsconfig.json', 'tsconfig.build.json'];

/** Of what was compiled, the program that then makes the Workflow bundle. */
const BUNDLER = 'worker/bundle.js';

/** By its folder, what an artefact is made of, and how. */
const artefacts = {
  dist: compiled('tsconfig.build.json'),
  'dist-bench': compiled('tsconfig.bench.json'),
  'dist-portal': {
    sources: () => filesIn('portal'),
    make: (folder) => run(vite, 'build', 'portal', '--outDir', resolve(folder), '--logLevel', 'warn'),
  },
};

function compiled(tsconfig) {
  return {
    sources: () => [...compilers, tsconfig, ...JSON.parse(readFileSync(tsconfig, 'utf8')).include.flatMap(filesIn)],
    make: (folder) => {
      run(tsc, '-p', tsconfig, '--outDir', folder);
      run(process.execPath, join(folder, BUNDLER));
    },
  };
}

/** The file in an artefact that tells what it was made of. */
const STAMP = '.made-of';

/** Node and everything that is read to make an artefact, as one hash. */
function madeOf({ sources }) {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...common, ...sources()]) hash.update(`\0${file}\0`).update(read(file));
  return hash.digest('hex');
}

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();

function read(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

const isFresh = (folder, wanted) => String(read(join(folder, STAMP))) === wanted;

function build(folder) {
  const artefact = artefacts[folder];
  if (artefact === undefined) throw new Error(`Build one of: ${Object.keys(artefacts).join(', ')}.`);
  if (isFresh(folder, madeOf(artefact))) return;
  alone(`${folder}.lock`, () => {
    // Perhaps somebody else has just made it, or changed what it is made of.
    const wanted = madeOf(artefact);
    if (isFresh(folder, wanted)) return;
    const next = isLink(folder) && readlinkSync(folder) === `${folder}.a` ? `${folder}.b` : `${folder}.a`;
    rmSync(next, { recursive: true, force: true });
    console.error(`Building ${folder} …`);
    artefact.make(next);
    writeFileSync(join(next, STAMP), wanted);
    lead(folder, next);
  });
}

/** A link takes the place of another one at once. */
function lead(folder, place) {
  const link = `${folder}.link`;
  rmSync(link, { force: true });
  symlinkSync(place, link);
  // A folder, as builds before made it, is replaced by no link.
  if (!isLink(folder)) rmSync(folder, { recursive: true, force: true });
  renameSync(link, folder);
}

const isLink = (path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** One build at a time: a second command waits for the first. The lock of a process that is gone does not count. */
function alone(lock, work) {
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock) {
  const claim = `${lock}.${process.pid}`;
  rmSync(claim, { recursive: true, force: true });
  mkdirSync(claim);
  writeFileSync(join(claim, 'pid'), String(process.pid));
  try {
    // Fails while the lock is there, because a folder that holds something is never replaced.
    renameSync(claim, lock);
    return true;
  } catch {
    rmSync(claim, { recursive: true, force: true });
    if (!isAlive(Number(read(join(lock, 'pid'))))) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

try {
  for (const folder of process.argv.length > 2 ? process.argv.slice(2) : ['dist', 'dist-portal']) build(folder);
} catch (error) {
  // What tsc has said, it has said already.
  if (error.status === undefined) console.error(error.message);
  process.exitCode = 1;
}
