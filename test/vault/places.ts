import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Postgres } from '../support/postgres';
import { query, startPostgres } from '../support/postgres';

export interface Name {
  partnerId: string;
  reference: string;
}

/** Somewhere a vault can be, with a way around the vault: what an intruder with the disk or the table could do. */
export interface Place {
  url: string;
  /** Everything that is stored, names included, as one text. */
  everything(): Promise<string>;
  /** Stores the sealed text of one row under the name of another, too. */
  copy(from: Name, to: Name): Promise<void>;
  /** Changes one character of what is sealed. */
  tamper(name: Name): Promise<void>;
}

/** Makes empty places of one kind. */
export interface Places {
  create(): Promise<Place>;
  close(): Promise<void>;
}

export async function filePlaces(): Promise<Places> {
  const root = await mkdtemp(join(tmpdir(), 'vault-'));
  return {
    create: async () => filePlace(join(root, randomUUID())),
    close: () => rm(root, { recursive: true }),
  };
}

function filePlace(url: string): Place {
  return {
    url,
    everything: () => everythingBelow(url),
    copy: (from, to) =>
      cp(join(url, from.partnerId, from.reference), join(url, to.partnerId, to.reference), { recursive: true }),
    tamper: async ({ partnerId, reference }) => {
      const [file = ''] = await readdir(join(url, partnerId, reference));
      const path = join(url, partnerId, reference, file);
      await writeFile(path, tampered(await readFile(path, 'utf8')));
    },
  };
}

/** Every name and every byte below a folder. */
export async function everythingBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map(async (file) => `${file}\n${await readFile(file, 'latin1')}`));
  return texts.join('\n');
}

export async function postgresPlaces(): Promise<Places> {
  const postgres = await startPostgres();
  return { create: () => postgresPlace(postgres), close: () => postgres.stop() };
}

async function postgresPlace(postgres: Postgres): Promise<Place> {
  const url = await postgres.createDatabase(randomUUID());
  return {
    url,
    everything: async () => JSON.stringify(await query(url, 'select vault_credentials::text from vault_credentials')),
    copy: async (from, to) => {
      const sql = `insert into vault_credentials (partner_id, reference, sealed)
        select $3, $4, sealed from vault_credentials where partner_id = $1 and reference = $2`;
      await query(url, sql, [from.partnerId, from.reference, to.partnerId, to.reference]);
    },
    tamper: async (name) => {
      const where = 'where partner_id = $1 and reference = $2';
      const values = [name.partnerId, name.reference];
      const rows = await query(url, `select sealed from vault_credentials ${where}`, values);
      const [row] = z.array(z.object({ sealed: z.string() })).parse(rows);
      await query(url, `update vault_credentials set sealed = $3 ${where}`, [...values, tampered(row?.sealed ?? '')]);
    },
  };
}

function tampered(sealed: string): string {
  const middle = sealed.length >> 1;
  return `${sealed.slice(0, middle)}${sealed[middle] === 'A' ? 'B' : 'A'}${sealed.slice(middle + 1)}`;
}
