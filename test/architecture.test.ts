import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * What each folder may import of ours (a folder, a file, or `types` of a folder: erased before it runs), and from outside.
 * Imports go down, never up or sideways.
 */
const layers: Readonly<Record<string, { ours: readonly string[]; outside: readonly string[] }>> = {
  domain: { ours: [], outside: [] },
  halo: { ours: [], outside: ['axios', 'ipaddr.js', 'zod', 'node'] },
  vault: { ours: [], outside: ['jose', 'pg', 'zod', 'node'] },
  workflows: { ours: ['domain', 'types activities'], outside: ['@temporalio/workflow', '@temporalio/common'] },
  activities: {
    ours: ['domain', 'halo', 'vault'],
    outside: ['@temporalio/activity', '@temporalio/common', 'node'],
  },
  process: { ours: [], outside: ['@temporalio/client', '@temporalio/envconfig', 'pino', 'zod', 'node'] },
  worker: {
    ours: ['domain', 'activities', 'halo', 'process', 'vault', 'workflows/messages', 'types workflows'],
    outside: ['@temporalio/worker', '@temporalio/client', 'types pino', 'zod', 'node'],
  },
  api: {
    ours: ['domain', 'process', 'vault', 'workflows/messages', 'types workflows'],
    outside: [
      'express',
      'helmet',
      'jose',
      'openid-client',
      'pino',
      'pino-http',
      'swagger-ui-dist',
      'zod',
      '@asteasolutions/zod-to-openapi',
      '@temporalio/client',
      'types @temporalio/envconfig',
      'node',
    ],
  },
  simulator: { ours: [], outside: ['express', 'zod', 'node'] },
  portal: {
    ours: [],
    outside: [
      '@mantine/core',
      '@mantine/form',
      '@mantine/hooks',
      '@mantine/notifications',
      '@mantine/spotlight',
      '@tabler/icons-react',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      'get-nonce',
      'react',
      'react-dom',
      'react-router',
    ],
  },
  embedded: {
    ours: ['domain', 'api', 'worker', 'simulator', 'process', 'workflows/messages'],
    outside: ['@temporalio/client', '@temporalio/common', '@temporalio/testing', 'jose', 'zod', 'node'],
  },
};

/** Machines are loaded into Workflows, which zod would triple in size: only files of `domain/` that are called so may have it. */
const mayHaveZod = (file: string): boolean => /^domain\/.*schema\.ts$/.test(file);

const root = resolve(__dirname, '..');

interface Import {
  readonly file: string;
  readonly from: string;
  readonly onlyTypes: boolean;
}

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)';/gm);
  const calls = text.matchAll(/\b(?:require(?:\.resolve)?|import)\(\s*'([^']+)'/g);
  return [
    ...[...statements].map(([, type, from = '']) => ({ file, from, onlyTypes: type !== undefined })),
    ...[...calls].map(([, from = '']) => ({ file, from, onlyTypes: false })),
  ];
}

/** Where an import of ours leads, such as `halo` or `workflows/messages`; null for a package. */
function oursOf({ file, from }: Import): string | null {
  return from.startsWith('.') ? relative(root, resolve(root, dirname(file), from)) : null;
}

/** The file behind the name that an import gives, which may be that of a folder. */
const fileOf = (ours: string): string =>
  [`${ours}.ts`, `${ours}.tsx`].find((file) => existsSync(join(root, file))) ?? `${ours}/index.ts`;

function packageOf({ from }: Import): string {
  if (from.startsWith('node:') || builtinModules.includes(from)) return 'node';
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}

function isAllowed(one: Import, folder: string, allowed: readonly string[]): boolean {
  const target = oursOf(one) ?? packageOf(one);
  if (target.split('/')[0] === folder) return true;
  return allowed.some((entry) => {
    const [kind, name] = entry.startsWith('types ') ? ['types', entry.slice(6)] : ['all', entry];
    return (kind === 'all' || one.onlyTypes) && (target === name || target.startsWith(`${name}/`));
  });
}

describe.each(Object.entries(layers))('%s', (folder, { ours, outside }) => {
  const imports = filesOf(folder).flatMap(importsOf);

  it('imports only what lies below it', () => {
    expect(imports.length).toBeGreaterThan(0);
    const wrong = imports.filter((one) => oursOf(one) !== null && !isAllowed(one, folder, ours));
    expect(wrong.map(({ file, from }) => `${file} imports ${from}`)).toEqual([]);
  });

  it('uses only its own packages', () => {
    const packages = [...outside, ...(folder === 'domain' ? ['types zod'] : [])];
    const wrong = imports
      .filter((one) => oursOf(one) === null && !isAllowed(one, folder, packages))
      .filter(({ file, from }) => !(from === 'zod' && mayHaveZod(file)));
    expect(wrong.map(({ file, from }) => `${file} imports ${from}`)).toEqual([]);
  });
});

it('has zod nowhere in what Workflows load', () => {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const one of importsOf(file).filter(({ onlyTypes }) => !onlyTypes)) {
      const ours = oursOf(one);
      if (ours !== null) load(fileOf(ours));
      else expect(`${file} loads ${packageOf(one)}`).toMatch(/ loads @temporalio\/(workflow|common)$/);
    }
  };
  load('workflows/index.ts');
  expect(loaded.size).toBeGreaterThan(10);
});

it('has every folder of ours in the table', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const apart = ['bench', 'coverage', 'deploy', 'docs', 'node_modules', 'test', 'tools'];
  const known = folders.map(({ name }) => name).filter((name) => !/^(\.|dist)/.test(name) && !apart.includes(name));
  expect(known.sort()).toEqual(Object.keys(layers).sort());
});

const layerOf = (folder: string): string => folder.split('/')[0] ?? '';

/** A layer's own files stand above and below its folders: only the folders are compared. */
const isInside = (folder: string): boolean => folder.includes('/');

/** Paths that lead back to where they began. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const follow = (node: string, path: readonly string[]): void => {
    if (path.includes(node)) circles.push([...path.slice(path.indexOf(node)), node].join(' → '));
    if (done.has(node) || path.includes(node)) return;
    for (const next of graph.get(node) ?? []) follow(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) follow(node, []);
  return circles;
}

describe('the rooms', () => {
  const everywhere = [...Object.keys(layers), 'bench', 'tools'].flatMap(filesOf);
  const imported = new Map(
    everywhere.map((file) => [
      file,
      importsOf(file).flatMap((one) => {
        const ours = oursOf(one);
        return ours === null ? [] : [fileOf(ours)];
      }),
    ]),
  );

  it('have no circle of files, of types neither', () => {
    expect(circlesIn(imported)).toEqual([]);
  });

  it('have no circle of folders inside of a layer', () => {
    const folders = new Map<string, string[]>();
    for (const [file, targets] of imported) {
      const room = dirname(file);
      const others = targets.map(dirname).filter((other) => other !== room && layerOf(other) === layerOf(room));
      folders.set(room, [...(folders.get(room) ?? []), ...others.filter(isInside)]);
    }
    expect(circlesIn(new Map([...folders].filter(([room]) => isInside(room))))).toEqual([]);
  });

  it('are not repeated by the files in them', () => {
    const repeated = everywhere.filter((file) => {
      const [name = '', folder = ''] = file
        .replace(/\.tsx?$/, '')
        .split('/')
        .reverse();
      return name.split('-').includes(folder);
    });
    expect(repeated).toEqual([]);
  });
});
