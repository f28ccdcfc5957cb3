import { join, resolve } from 'node:path';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { z } from 'zod';

const list = (entry: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim().toLowerCase()))
    .pipe(z.array(entry));

const numberRule = (min: number, max: number) => `must be a whole number from ${min} to ${max}`;

/** A whole number in an environment variable. */
export const wholeNumber = (min: number, max: number, rule = numberRule(min, max)) =>
  z
    .string()
    .regex(/^\d{1,9}$/, rule)
    .transform(Number)
    .refine((value) => value >= min && value <= max, rule);

/** A length of time in seconds, fractions allowed, at most a day. */
export const seconds = z
  .string()
  .regex(/^\d{1,5}(\.\d{1,3})?$/, 'must be a number of seconds, such as 30 or 0.5')
  .transform(Number)
  .refine((value) => value > 0 && value <= 86_400, 'must be above 0 and at most 86400 seconds');

/** Settings that api and worker have in common. */
export const commonSettings = {
  /** The vault and the embedded keys, where the settings below do not say otherwise. */
  DATA_DIR: z.string().default('.data'),
  /** Where secrets are: a folder or postgres://… */
  VAULT_URL: z.string().optional(),
  /** What seals them: kid:base64,kid:base64, the first one newest. */
  VAULT_KEYS: z.string().optional(),
  /** Hosts of a HaloPSA that may be called although they are not public https. */
  HALO_ALLOWED_HOSTS: list(z.string().regex(/^([a-z0-9.-]+|\[[0-9a-f:]+\]):\d{1,5}$/, 'must be host:port,…')).default(
    [],
  ),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
};

type Common = z.output<z.ZodObject<typeof commonSettings>>;

export interface CommonConfig {
  /** Absolute path. */
  readonly dataDir: string;
  /** Without `keys`, a key that is made in `dataDir`. */
  readonly vault: { readonly url: string; readonly keys: string | undefined };
  readonly allowedHosts: readonly string[];
  readonly logLevel: Common['LOG_LEVEL'];
  readonly temporal: ClientConnectConfig;
}

/** @throws Error of one sentence that names every setting with a bad value, and shows none */
export function parseSettings<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.output<Schema> {
  const parsed = schema.safeParse(given(env));
  if (parsed.success) return parsed.data;
  const problems = new Map(parsed.error.issues.map(({ path: [name], message }) => [String(name), message]));
  throw new Error(`${[...problems].map(([name, problem]) => `${name} ${problem}`).join('; ')}.`);
}

/** @throws Error of one sentence when one of Temporal's settings is not usable */
export function commonConfig(settings: Common, env: NodeJS.ProcessEnv): CommonConfig {
  const dataDir = resolve(settings.DATA_DIR);
  return {
    dataDir,
    vault: { url: settings.VAULT_URL ?? join(dataDir, 'vault'), keys: settings.VAULT_KEYS },
    allowedHosts: settings.HALO_ALLOWED_HOSTS,
    logLevel: settings.LOG_LEVEL,
    temporal: temporalConfig(given(env)),
  };
}

/** Temporal's own settings. Its configuration file is read only when it is named: a laptop's may point at production. */
function temporalConfig(env: Record<string, string>): ClientConnectConfig {
  try {
    const disableFile = env.TEMPORAL_CONFIG_FILE === undefined;
    const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: env, disableFile });
    const address = connectionOptions.address ?? '127.0.0.1:7233';
    return { connectionOptions: { ...connectionOptions, address }, namespace: namespace ?? 'default' };
  } catch (error) {
    throw new Error(`A TEMPORAL_ setting is not usable: ${error instanceof Error ? error.message : error}.`);
  }
}

/** `PORT=` means "not set", as in compose files. */
const given = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
