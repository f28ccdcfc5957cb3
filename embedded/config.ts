import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error';

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 (any free one) to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number from 0 (any free one) to 65535');

const Settings = z.object({
  /** The api. */
  PORT: port.default(3000),
  /** Temporal's gRPC service. */
  TEMPORAL_PORT: port.default(7233),
  /** Temporal's Web UI. */
  TEMPORAL_UI_PORT: port.default(8233),
  /** The simulated HaloPSA. */
  SIMULATOR_PORT: port.default(4010),
  /** Temporal's file, the vault and the embedded keys. */
  DATA_DIR: z.string().default('.data'),
  /** A running Temporal to use; then none is started. */
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d{1,5}$|^\[[^\s\]]+\]:\d{1,5}$/, 'must be host:port')
    .optional(),
  /** The Namespace that everything lives in. */
  TEMPORAL_NAMESPACE: z.string().default('default'),
});

export interface EmbeddedConfig {
  ports: Ports;
  /** Absolute path. */
  dataDir: string;
  cacheDir: string;
  /** `host:port` of a Temporal that somebody else runs. */
  temporalAddress: string | undefined;
  temporalNamespace: string;
}

/** 0 means any free port. */
export interface Ports {
  api: number;
  temporal: number;
  temporalUi: number;
  simulator: number;
}

/** Absolute path; shared by every clone of this user. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'halopsa-integration');
}

/** @throws StartError that names every setting with a bad value. */
export function readEmbeddedConfig(env: NodeJS.ProcessEnv): EmbeddedConfig {
  const settings = parse(env);
  const ports = {
    api: settings.PORT,
    temporal: settings.TEMPORAL_PORT,
    temporalUi: settings.TEMPORAL_UI_PORT,
    simulator: settings.SIMULATOR_PORT,
  };
  refuseSharedPorts(ports);
  return {
    ports,
    dataDir: resolve(settings.DATA_DIR),
    cacheDir: cacheFolder(env),
    temporalAddress: settings.TEMPORAL_ADDRESS,
    temporalNamespace: settings.TEMPORAL_NAMESPACE,
  };
}

/** @throws StartError when two parts are given one port. */
function refuseSharedPorts({ api, temporal, temporalUi, simulator }: Ports): void {
  const named = { PORT: api, TEMPORAL_PORT: temporal, TEMPORAL_UI_PORT: temporalUi, SIMULATOR_PORT: simulator };
  const taken = new Map<number, string>();
  for (const [setting, port] of Object.entries(named)) {
    const other = taken.get(port);
    if (port !== 0 && other) throw new StartError(`${other} and ${setting} are both ${port}; each needs its own port.`);
    taken.set(port, setting);
  }
}

function parse(env: NodeJS.ProcessEnv): z.infer<typeof Settings> {
  // `PORT=` in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path: [name], message }) => `${String(name)} ${message}, not "${given[String(name)]}"`,
  );
  throw new StartError(`${problems.join('; ')}.`);
}
