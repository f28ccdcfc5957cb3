import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Value = z.union([z.string(), z.number(), z.null()]);

const Service = z.object({
  image: z.string().optional(),
  command: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).default([]),
  environment: z.record(z.string(), Value).default({}),
  volumes: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.tuple([z.literal('CMD')], z.string()) }).optional(),
});

const Compose = z.object({ services: z.record(z.string(), Service) });

/** What one service of a compose file says, as far as it can be done without Docker. */
export interface ComposeService {
  /** Of its image; empty when it is built here. */
  tag: string;
  command: string[];
  /** With the files that are mounted into it at their places here. */
  entrypoint: string[];
  environment: Record<string, string>;
  /** The command of its health check; empty when it has none. */
  healthcheck: string[];
  /** Where the file is here that is mounted into it at `path`. @throws {Error} when none is */
  mounted(path: string): string;
}

export interface ComposeFile {
  /** @throws {Error} when the file has no such service */
  service(name: string): ComposeService;
}

/**
 * @param options.variables stand for the shell and the `.env` that Docker would read
 * @throws {Error} with the file's own sentence for a required variable that is not set
 */
export async function readCompose(options: { path: string; variables: Record<string, string> }): Promise<ComposeFile> {
  const fill = (_: unknown, value: unknown) => (typeof value === 'string' ? filled(value, options.variables) : value);
  const { services } = Compose.parse(parse(await readFile(options.path, 'utf8'), fill, { merge: true }));
  return {
    service(name) {
      const found = services[name];
      if (found === undefined) throw new Error(`The compose file has no service "${name}".`);
      const mounts = mountsOf(found.volumes, dirname(options.path));
      return {
        tag: found.image?.split('@')[0]?.split(':')[1] ?? '',
        command: found.command,
        entrypoint: found.entrypoint.map((word) => mounts.get(word) ?? word),
        environment: environmentOf(found.environment, options.variables),
        healthcheck: found.healthcheck?.test.slice(1) ?? [],
        mounted(path) {
          const here = mounts.get(path);
          if (here === undefined) throw new Error(`The compose file mounts nothing into "${name}" at ${path}.`);
          return here;
        },
      };
    },
  };
}

/** `${NAME}`, `${NAME:-default}`, `${NAME:?sentence}` and `$$`, as Docker Compose reads them. */
function filled(text: string, variables: Record<string, string>): string {
  return text.replaceAll(/\$(?:\$|\{(\w+)(?::([-?])([^}]*))?\})/g, (_, name?: string, kind?: string, rest = '') => {
    if (name === undefined) return '$';
    const value = variables[name] ?? '';
    if (value !== '') return value;
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return kind === '-' ? rest : '';
  });
}

// A name without a value is handed through, when it is set at all.
function environmentOf(
  environment: z.infer<typeof Service>['environment'],
  variables: Record<string, string>,
): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [name, value ?? variables[name]] as const);
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])));
}

function mountsOf(volumes: string[], root: string): Map<string, string> {
  const binds = volumes.filter((volume) => volume.startsWith('./')).map((volume) => volume.split(':'));
  return new Map(binds.map(([here = '', there = '']) => [there, resolve(root, here)]));
}
