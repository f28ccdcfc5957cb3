import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { Client } from 'pg';
import { freePort } from '../../../embedded/ports';
import { createVault } from '../../../vault';
import { eventually } from '../../api/running-api';
import type { Postgres } from '../../support/postgres';
import { query, startPostgres } from '../../support/postgres';

const keys = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
const credentials = { clientId: 'id', clientSecret: 'secret' };
const name = { partnerId: 'p1', reference: 'r1' };
const unavailable = { code: 'unavailable' };

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

it('creates its table once when many start at the same time', async () => {
  const url = await postgres.createDatabase('many');
  const vaults = await Promise.all(Array.from({ length: 8 }, () => createVault({ url, keys })));
  await Promise.all(vaults.map((vault, n) => vault.put({ partnerId: `p${n}`, reference: 'r', credentials })));
  await Promise.all(vaults.map((vault) => vault.close()));
  expect(await query(url, 'select partner_id from vault_credentials')).toHaveLength(8);
});

it('says unavailable at once where nothing listens, without the password', async () => {
  const url = `postgres://u:hunter2@127.0.0.1:${await freePort()}/vault`;
  const attempt = createVault({ url, keys });
  await expect(attempt).rejects.toMatchObject(unavailable);
  await expect(attempt).rejects.not.toThrow('hunter2');
});

it('says unavailable for a wrong password', async () => {
  const url = `postgres://postgres:wrong@127.0.0.1:${postgres.port}/postgres`;
  await expect(createVault({ url, keys })).rejects.toMatchObject(unavailable);
});

it('says unavailable within seconds when the server accepts and stays silent', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `postgres://u:p@127.0.0.1:${portOf(silent.address())}/vault`;
  await expect(createVault({ url, keys })).rejects.toMatchObject(unavailable);
  for (const socket of sockets) socket.destroy();
  silent.close();
  await once(silent, 'close');
}, 10_000);

it('says unavailable while a statement is held up, and works afterwards', async () => {
  const url = await postgres.createDatabase('held');
  const vault = await createVault({ url, keys });
  await vault.put({ ...name, credentials });
  const holder = new Client({ connectionString: url });
  await holder.connect();
  await holder.query('begin; lock vault_credentials in access exclusive mode');
  await expect(vault.get(name)).rejects.toMatchObject(unavailable);
  await holder.query('commit');
  await holder.end();
  await expect(vault.get(name)).resolves.toEqual(credentials);
  await vault.close();
});

it('is not ready where it can only read', async () => {
  const url = await postgres.createDatabase('standby');
  const vault = await createVault({ url, keys });
  await vault.check();
  await query(url, 'alter database standby set default_transaction_read_only = on');
  await query(
    url,
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'halopsa-integration'",
  );
  // The pool hears of an ended connection a moment later; until then a look may still be given that one.
  const refused = await eventually(
    () => vault.check().then(String, String),
    (message) => message.includes('25006'),
  );
  expect(refused).toContain('25006');
  await vault.close();
});

it('outlives a server that goes away, saying unavailable', async () => {
  const leaving = await startPostgres();
  const vault = await createVault({ url: leaving.url, keys });
  await vault.put({ ...name, credentials });
  await leaving.stop();
  await expect(vault.get(name)).rejects.toMatchObject(unavailable);
  await expect(vault.check()).rejects.toMatchObject(unavailable);
  await vault.close();
});

const portOf = (address: AddressInfo | string | null) => (typeof address === 'object' ? address?.port : undefined);
