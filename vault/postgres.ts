import type { QueryResult } from 'pg';
import { Pool } from 'pg';
import { z } from 'zod';
import { codeOf, VaultError } from './error';
import type { Store } from './store';

// A person may be waiting behind each of these: give up while saying so is still of use.
const connectMilliseconds = 2_000;
const statementMilliseconds = 2_000;

// Two processes that create the same table at once would collide in PostgreSQL's catalogue; the number names the lock.
const createTable = `
  select pg_advisory_xact_lock(7240118203);
  create table if not exists vault_credentials (
    partner_id text not null,
    reference text not null,
    sealed text not null,
    position bigint generated always as identity,
    primary key (partner_id, reference)
  )`;

const Named = z.object({ partnerId: z.string(), reference: z.string() });
const Stored = Named.extend({ sealed: z.string() });
const nameColumns = 'partner_id as "partnerId", reference';

/**
 * Rows in one PostgreSQL table. An erased row is out of reach at once; its sealed bytes leave the disk with the
 * database's own vacuum, write-ahead log and backups, and mean nothing once their key is retired.
 */
export async function createPostgresStore(connectionString: string): Promise<Store> {
  const { query, close } = createQuery(connectionString);
  try {
    await query(createTable);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...rowStatements(query), ...tableStatements(query), close };
}

type Query = (sql: string, values?: unknown[]) => Promise<QueryResult>;

function createQuery(connectionString: string): { query: Query; close: () => Promise<void> } {
  const pool = new Pool({
    connectionString,
    connectionTimeoutMillis: connectMilliseconds,
    statement_timeout: statementMilliseconds,
    // The client's own clock, for a server that fell silent.
    query_timeout: statementMilliseconds + 1_000,
    application_name: 'halopsa-integration',
  });
  // An idle connection that breaks must not end the process; the next query says what is wrong.
  pool.on('error', () => {});
  const query: Query = async (sql, values) => {
    try {
      return await pool.query(sql, values);
    } catch (error) {
      throw new VaultError('unavailable', `The vault's database cannot be used (${codeOf(error) ?? 'no answer'}).`);
    }
  };
  return { query, close: () => pool.end() };
}

function rowStatements(query: Query): Pick<Store, 'insert' | 'read' | 'replace' | 'erase'> {
  return {
    async insert({ partnerId, reference, sealed }) {
      const sql =
        'insert into vault_credentials (partner_id, reference, sealed) values ($1, $2, $3) on conflict do nothing';
      return (await query(sql, [partnerId, reference, sealed])).rowCount === 1;
    },
    async read({ partnerId, reference }) {
      const sql = `select ${nameColumns}, sealed from vault_credentials where partner_id = $1 and reference = $2`;
      const { rows } = await query(sql, [partnerId, reference]);
      return Stored.optional().parse(rows[0]);
    },
    async replace({ partnerId, reference, sealed }, next) {
      const sql = 'update vault_credentials set sealed = $4 where partner_id = $1 and reference = $2 and sealed = $3';
      return (await query(sql, [partnerId, reference, sealed, next.sealed])).rowCount === 1;
    },
    async erase({ partnerId, reference }) {
      await query('delete from vault_credentials where partner_id = $1 and reference = $2', [partnerId, reference]);
    },
  };
}

function tableStatements(query: Query): Pick<Store, 'eraseOthers' | 'names' | 'check'> {
  return {
    async eraseOthers({ partnerId, keep }) {
      const sql = `delete from vault_credentials where partner_id = $1 and ($2::text is null or position <
        (select position from vault_credentials where partner_id = $1 and reference = $2))`;
      await query(sql, [partnerId, keep]);
    },
    async names() {
      const { rows } = await query(`select ${nameColumns} from vault_credentials`);
      return z.array(Named).parse(rows);
    },
    async check() {
      // `for update` is refused by a standby that can only read; no row is touched.
      await query('select 1 from vault_credentials where false for update');
    },
  };
}
