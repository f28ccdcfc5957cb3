import { quieten } from '../../journeys/partner';
import {
  countOf,
  gateOf,
  gateWhen,
  isQuiet,
  mappedOrganization,
  quick,
  requests,
  say,
  syncingPartner,
  writesTo,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

const ORGANIZATIONS = 12;
/** What HaloPSA takes, and of it the share (0.7) that background work may use. */
const limit = { requests: 12, windowSeconds: 5 };
const SHARE = 8;

let system: System;
beforeAll(async () => {
  const env = { HALO_LIMIT_REQUESTS: `${limit.requests}`, HALO_LIMIT_WINDOW_SECONDS: `${limit.windowSeconds}` };
  system = await startSystem({ ...quick, env: { ...quick.env, ...env }, simulator: { customers: ORGANIZATIONS } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

/** The most requests that HaloPSA got within one window, of those under the path. */
function mostInWindow(path: string): number {
  const times = requests(system)
    .recent.filter((request) => request.path.toLowerCase().startsWith(path))
    .map(({ at }) => Date.parse(at));
  const inWindow = (from: number) => times.filter((at) => at >= from && at < from + limit.windowSeconds * 1_000);
  return Math.max(...times.map((from) => inWindow(from).length));
}

it('acceptance 76: a drain stays under a limit that HaloPSA enforces, and leaves room for whoever waits', async () => {
  const partner = await syncingPartner(system);
  expect(await gateOf(partner)).toMatchObject({ limit: SHARE });
  const licences = new Map<string, number>();
  for (let index = 0; index < ORGANIZATIONS; index += 1) {
    licences.set(`o${index}`, await mappedOrganization(system, partner, `o${index}`, { index, count: 10, used: 12 }));
  }
  await partner.call('POST', '/halopsa/gate/pause');
  for (const id of licences.keys()) expect(await say(partner, id, 'start')).toMatchObject({ status: 200 });
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === ORGANIZATIONS);

  const { simulator } = system;
  simulator.control.rateLimit.set({ ...limit, retryAfter: false });
  simulator.control.requests.clear();
  await partner.call('POST', '/halopsa/gate/resume');
  // Background work has used up its share and says so: now somebody asks.
  const paced = await gateWhen(partner, ({ message }) => message.includes('used up'));
  expect(paced).toMatchObject({ status: 'open', whoseMove: 'us', nextAttemptAt: expect.any(String) });
  expect(paced.message).toContain('Our share of its request limit is used up; it goes on by itself.');
  expect(await partner.call('GET', '/halopsa/choices/slas')).toMatchObject({ status: 200 });
  const asked = requests(system).recent.findIndex(({ path }) => path.toLowerCase() === '/api/sla');
  expect(asked).toBeGreaterThan(0);

  for (const id of licences.keys()) expect(await written(partner, id, 12)).toMatchObject({ status: 'inSync' });
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', limit: SHARE, attempts: 0, parked: 0 });
  const { recent, byKind } = requests(system);
  expect(recent.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
  expect(mostInWindow('/api/softwarelicence')).toBeLessThanOrEqual(SHARE);
  expect(recent.slice(asked).filter(({ kind }) => kind === 'write').length).toBeGreaterThan(0);
  expect(byKind).toMatchObject({ write: ORGANIZATIONS });
  const wrongly = [...licences.values()].filter(
    (licence) => countOf(system, licence) !== 12 || writesTo(system, licence).length !== 1,
  );
  expect(wrongly).toEqual([]);
});
