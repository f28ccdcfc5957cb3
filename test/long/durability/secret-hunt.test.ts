import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newPartner, testVault } from '../../api/running-api';
import { closeAll } from '../../halo/server';
import type { Tap } from '../../journeys/hunt';
import { filesIn, histories, spellings, startTap } from '../../journeys/hunt';
import type { Partner } from '../../journeys/partner';
import { map, revoke, saveTicketMapping } from '../../journeys/partner';
import type { Processes } from './processes';
import { startProcesses } from './processes';
import * as work from './work';

jest.setTimeout(120_000);

let system: Processes;
let tap: Tap;
beforeAll(async () => {
  tap = await startTap(() => system.simulator.url);
  system = await startProcesses({ allowedHosts: [tap.server.host], env: { LOG_LEVEL: 'debug' } });
});
afterAll(async () => {
  await system.stop();
  await closeAll();
});

const clientSecrets = ['Wrong+secret/with=signs&%20~1', 'Hunt+me/down=&%20~7fA9', 'Hunt+me/after=&%20~renewal'];
const [wrong, first, renewed] = clientSecrets;

interface Listener {
  readonly partner: Partner;
  /** Every answer, with its headers. */
  readonly answers: string[];
}

async function aPartner(): Promise<Listener> {
  const answers: string[] = [];
  const call: Processes['api']['call'] = async (...request) => {
    const reply = await system.api.call(...request);
    answers.push(JSON.stringify([...reply.headers]), reply.text);
    return reply;
  };
  return { partner: await newPartner({ ...system.api, call }), answers };
}

const connect = (partner: Partner, clientSecret = '') =>
  work.connect(system, partner, { siteUrl: tap.server.url, clientSecret });

/** All that a partner does, and all that goes wrong with it. */
async function live(partner: Partner): Promise<void> {
  const { application, faults } = system.simulator.control;
  const [target = {}] = work.targets(system);
  const put = (path: string) => partner.call('POST', `/organizations/o1/halopsa/seats/${path}`);
  application.rotateSecret(first);
  expect((await connect(partner, wrong)).status).toBe(422);
  expect((await connect(partner, first)).status).toBe(200);
  expect((await saveTicketMapping(partner)).status).toBe(200);
  for (const list of ['ticket-types', 'slas', 'priorities?slaId=2', 'customers', 'software-licences?customerId=1']) {
    expect((await partner.call('GET', `/halopsa/choices/${list}`)).status).toBe(200);
  }
  await work.report(partner, 'o1', 4);
  expect((await map(partner, 'o1', target)).status).toBe(200);
  expect((await put('start')).status).toBe(200);
  await work.written(partner, 'o1', 4);
  faults.add({ effect: { kind: 'status', status: 503 } });
  await work.report(partner, 'o1', 5);
  await work.gateWhen(partner, ({ status, attempts }) => status === 'waitingForHalo' && attempts >= 2);
  faults.clear();
  await work.written(partner, 'o1', 5);
  application.rotateSecret(renewed);
  application.endTokens();
  await work.report(partner, 'o1', 6);
  await work.gateWhen(partner, ({ status }) => status === 'needsReconnect');
  expect((await connect(partner, renewed)).status).toBe(200);
  expect(await work.written(partner, 'o1', 6)).toMatchObject({ status: 'inSync', written: { count: 6 } });
}

async function places(answers: readonly string[]): Promise<Map<string, string>> {
  const file = async (name: string) => readFile(join(system.folder, name), 'latin1');
  return new Map([
    ...(await histories(system.client)),
    ['the answers', answers.join('\n')],
    ["the worker's log", system.worker.log()],
    ["the api's log", system.api.log()],
    ["Temporal's log", await file('temporal.log')],
    ["Temporal's database", await file('temporal.db')],
    ["Temporal's write-ahead log", await file('temporal.db-wal')],
    ['all files, the vault among them', await filesIn(system.folder)],
  ]);
}

/** Where any of the secrets stands, in any spelling. */
const hunt = (secrets: readonly string[], all: ReadonlyMap<string, string>): string[] => {
  const needles = secrets.flatMap(spellings);
  return [...all].filter(([, text]) => needles.some((needle) => text.includes(needle))).map(([place]) => place);
};

it('finds no secret, no token and no key anywhere, while connected and after the revoke', async () => {
  const { partner, answers } = await aPartner();
  await live(partner);
  const key = Buffer.from(testVault(system.folder).keys.replace('k1:', ''), 'base64');
  const keys = [key.toString('base64'), key.toString('hex'), key.toString('latin1')];
  const secrets = () => [...clientSecrets, ...tap.tokens, partner.token, ...keys];
  expect(system.worker.log()).toContain('"level":20');
  expect(tap.tokens.length).toBeGreaterThanOrEqual(6);
  const connected = await places(answers);
  expect(hunt(secrets(), connected)).toEqual([]);
  expect((await revoke(partner)).status).toBe(200);
  const revoked = await places(answers);
  expect(hunt(secrets(), revoked)).toEqual([]);

  // It looked where the partner is, and would have found.
  const told = [...revoked].filter(([, text]) => text.includes(partner.id)).map(([place]) => place);
  expect(told).toEqual(
    expect.arrayContaining(
      ["the worker's log", "the api's log", "Temporal's database", `halo-gate:${partner.id}`].map((place) =>
        expect.stringContaining(place),
      ),
    ),
  );
  for (const spelling of secrets().flatMap(spellings)) {
    expect(hunt(secrets(), new Map([['planted', `before${spelling}after`]]))).toEqual(['planted']);
  }
});
