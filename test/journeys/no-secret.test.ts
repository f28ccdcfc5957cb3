import { closeAll } from '../halo/server';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Tap } from './hunt';
import { filesIn, histories, spellings, startTap } from './hunt';
import type { Partner } from './partner';
import {
  aPartner,
  connect,
  connection,
  impatient,
  map,
  mapping,
  now,
  quieten,
  register,
  revoke,
  saveTicketMapping,
  takeDown,
  target,
  untilStatus,
} from './partner';

let system: System;
let tap: Tap;
beforeAll(async () => {
  tap = await startTap(() => system.simulator.url);
  system = await startSystem({ ...impatient, allowedHosts: [tap.server.host] });
});
afterAll(async () => {
  await system.stop();
  await closeAll();
});
afterEach(() => quieten(system));

const statuses = [422, 200, 200, 200, 200, 200, 200, 202, 200, 200, 200, 503, 200, 200, 200];

/** All that a partner does, and all that goes wrong with it; gives every answer. */
async function journey(partner: Partner, given: object): Promise<string> {
  const answers = [
    await connect(system, partner, { ...given, clientSecret: 'a-wrong+secret/with=signs&%' }),
    await connect(system, partner, given),
    await saveTicketMapping(partner),
    await partner.call('GET', '/halopsa/choices/customers'),
    await register(partner, 'o1', { observedAt: now() }),
    await map(partner, 'o1', target(system)),
    await partner.call('POST', '/organizations/o1/halopsa/seats/start'),
    await partner.call('POST', '/halopsa/seat-sync/run', { body: {} }),
  ];
  system.simulator.control.application.endTokens();
  answers.push(await partner.call('POST', '/halopsa/connection/rights'), await connect(system, partner, given));
  takeDown(system);
  answers.push(await map(partner, 'o1', target(system, 1)), await partner.call('GET', '/halopsa/choices/slas'));
  system.simulator.control.faults.clear();
  answers.push(
    await untilStatus(() => mapping(partner, 'o1'), 'mapped'),
    await connection(partner),
    await revoke(partner),
  );
  expect(answers.map(({ status }) => status)).toEqual(statuses);
  return answers.map(({ text }) => text).join('\n');
}

it('acceptance 75: has no secret and no token in any history, answer, log or file', async () => {
  const clientSecret = 'Hunt+me/down=&%20~7fA9';
  system.simulator.control.application.rotateSecret(clientSecret);
  const partner = await aPartner(system);
  const answers = await journey(partner, { siteUrl: tap.server.url, clientSecret });
  const running = await aPartner(system);
  expect((await connect(system, running, { siteUrl: tap.server.url, clientSecret })).status).toBe(200);
  const all = await histories(system.client);
  const places = new Map([
    ...all,
    ['the answers', answers],
    ['the log', system.api.log.join('\n')],
    ['the files', await filesIn(system.folder)],
  ]);
  expect(all.size).toBeGreaterThan(5);
  expect([...all.values()].join()).toContain(tap.server.url);
  expect(tap.tokens.length).toBeGreaterThanOrEqual(9);
  const secrets = [clientSecret, 'a-wrong+secret/with=signs&%', ...tap.tokens, partner.token, running.token];
  for (const needle of new Set(secrets.flatMap(spellings))) {
    const found = [...places].flatMap(([place, text]) => (text.includes(needle) ? [place] : []));
    expect(found).toEqual([]);
  }
});

it('finds a secret in every spelling that the hunt looks for', () => {
  const secret = 'Hunt+me/down=&%20~7fA9';
  for (const before of ['', 'a', 'ab', 'abc']) {
    for (const encoding of ['utf8', 'base64', 'base64url'] as const) {
      const text = Buffer.from(`${before}${secret}after`).toString(encoding);
      expect({ text, found: spellings(secret).some((needle) => text.includes(needle)) }).toEqual({ text, found: true });
    }
  }
});
