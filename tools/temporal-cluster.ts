import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { checkPort, loopback, portOpen } from '../embedded/ports';
import type { ComposeFile } from './compose';
import type { RunningProgram } from './programs';
import { run, start } from './programs';
import type { TemporalPrograms } from './temporal-programs';

/**
 * The services `roles`, `schema`, `temporal` and `namespace` of the compose file, run here with the environment that stands there;
 * only hosts, ports, paths and the superuser are put in their place.
 */
export interface ClusterOptions {
  compose: ComposeFile;
  programs: TemporalPrograms;
  /** The superuser's. */
  postgres: { port: number; user: string; password: string };
}

export interface TemporalServer extends RunningProgram {
  /** `host:port` of the frontend. */
  address: string;
}

/** The job that makes the roles and their databases. */
export async function runRolesJob({ compose, postgres }: ClusterOptions): Promise<void> {
  const { entrypoint, environment } = compose.service('roles');
  const here = replaced(environment, {
    PGHOST: loopback,
    PGPORT: `${postgres.port}`,
    PGUSER: postgres.user,
    PGPASSWORD: postgres.password,
  });
  await run({ command: entrypoint, env: { PATH: process.env['PATH'], ...here } });
}

/** The schema job; also what an upgrade does. */
export async function runSchemaJob({ compose, programs, postgres }: ClusterOptions): Promise<void> {
  const { entrypoint, environment } = compose.service('schema');
  const here = replaced(environment, {
    SQL_HOST: loopback,
    SQL_PORT: `${postgres.port}`,
  });
  await run({ command: entrypoint, env: onPath(programs, here) });
}

export async function runNamespaceJob({ compose, programs }: ClusterOptions, address: string): Promise<void> {
  const { entrypoint, environment } = compose.service('namespace');
  await run({ command: entrypoint, env: onPath(programs, replaced(environment, { TEMPORAL_ADDRESS: address })) });
}

/** The file here that is mounted where the server is told to look. @throws {Error} when none is */
export function dynamicConfigOf(compose: ComposeFile): string {
  const { environment, mounted } = compose.service('temporal');
  return mounted(environment['DYNAMIC_CONFIG_FILE_PATH'] ?? '');
}

/** The server; resolves when its frontend accepts connections. */
export async function startTemporal({ compose, programs, postgres }: ClusterOptions): Promise<TemporalServer> {
  const [port = 0, ...others] = await freePorts(9);
  const environment = replaced(compose.service('temporal').environment, {
    POSTGRES_SEEDS: loopback,
    // Not one without the other: the template of this release would look for visibility at 5432.
    DB_PORT: `${postgres.port}`,
    VISIBILITY_DB_PORT: `${postgres.port}`,
    BIND_ON_IP: loopback,
    PROMETHEUS_ENDPOINT: `${loopback}:0`,
    DYNAMIC_CONFIG_FILE_PATH: dynamicConfigOf(compose),
  });
  const server = await start({
    command: [
      join(programs.folder, 'temporal-server'),
      '--root',
      programs.source,
      '--config',
      'config',
      '--env',
      'docker',
      'start',
    ],
    env: onPath(programs, { ...environment, FRONTEND_GRPC_PORT: `${port}`, ...named(others) }),
    ready: (signal) => portOpen({ port, signal }),
  });
  return { ...server, address: `${loopback}:${port}` };
}

// In a container a server has its usual ports to itself; here it shares them with everybody else.
function named(ports: number[]): Record<string, string> {
  const services = ['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER'];
  const names = services.flatMap((service) => [`${service}_MEMBERSHIP_PORT`, `${service}_GRPC_PORT`]);
  const others = ['FRONTEND_HTTP_PORT', ...names.filter((name) => name !== 'FRONTEND_GRPC_PORT')];
  return Object.fromEntries(others.map((name, index) => [name, `${ports[index]}`]));
}

// Not the system's choice of free ports, which starts at 32768: the server keeps its ports in a `smallint`.
async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let port = randomInt(15_000, 30_000); ports.length < count; port += 1) {
    const isFree = await checkPort({ setting: 'port', port }).then(
      () => true,
      () => false,
    );
    if (isFree) ports.push(port);
  }
  return ports;
}

/** @throws {Error} for a setting that the environment does not have, because the check would then prove something else */
export function replaced(environment: Record<string, string>, here: Record<string, string>): Record<string, string> {
  const absent = Object.keys(here).filter((name) => !(name in environment));
  if (absent.length > 0) throw new Error(`The compose file does not set ${absent.join(', ')}.`);
  return { ...environment, ...here };
}

const onPath = ({ folder }: TemporalPrograms, environment: Record<string, string>) => ({
  ...environment,
  // The Temporal CLI looks for a file of settings below it: not for those of whoever runs this.
  HOME: folder,
  PATH: `${folder}:${process.env['PATH']}`,
});
