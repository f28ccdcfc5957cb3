import { Preview } from '../../../api/reconcile/preview';
import type { Partner } from '../../journeys/partner';
import { quieten } from '../../journeys/partner';
import {
  gateWhen,
  isQuiet,
  listed,
  mappedCount,
  mappedOrganization,
  previewed,
  previewOne,
  quick,
  reconciled,
  report,
  requests,
  say,
  seatsOf,
  seatsWhen,
  secondsAgo,
  syncedOrganization,
  syncingPartner,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  const env = { ...quick.env, HALO_LIMIT_REQUESTS: '10000' };
  system = await startSystem({ ...quick, env, simulator: { licencesPerCustomer: 1 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const edit = (licence: number, count: number) => system.simulator.control.licences.change(licence, { count });

/** One organization for each thing that a sync can find, and what it does find. */
async function oneOfEach(partner: Partner): Promise<Map<string, object>> {
  await syncedOrganization(system, partner, 'same', { index: 0, used: 12 });
  edit(await syncedOrganization(system, partner, 'drifted', { index: 1, used: 12 }), 40);
  await mappedOrganization(system, partner, 'fresh', { index: 2, count: 200, used: 12 });
  await mappedOrganization(system, partner, 'old', {
    index: 3,
    count: 10,
    used: 12,
    observedAt: secondsAgo(300 * 3_600),
  });
  await mappedOrganization(system, partner, 'zero', { index: 4, count: 10, used: 0 });
  await syncedOrganization(system, partner, 'large', { index: 5, used: 12 });
  await report(partner, 'large', 60);
  await seatsWhen(partner, 'large', 'held');
  await syncedOrganization(system, partner, 'gone', { index: 6, used: 12 });
  await mappedCount(partner, 7);
  await listed(partner, 3, ({ status }) => status === 'notStarted');
  await listed(partner, 1, ({ status }) => status === 'held');
  return new Map<string, object>([
    ['same', { finding: 'unchanged', before: 12, after: 12, reason: null, notStarted: false }],
    ['drifted', { finding: 'drift', before: 40, after: 12, reason: null, notStarted: false }],
    ['fresh', { finding: 'write', before: 200, after: 12, reason: null, notStarted: true }],
    ['old', { finding: 'held', before: 10, after: 12, reason: 'oldReport', notStarted: true }],
    ['zero', { finding: 'held', before: 10, after: 0, reason: 'dropToZero', notStarted: true }],
    ['large', { finding: 'held', before: 12, after: 60, reason: 'largeChange', notStarted: false }],
    ['gone', { finding: 'missed', before: null, after: null, reason: null, notStarted: false }],
  ]);
}

it('a dry run over all tells what a sync then does; it writes nothing and records no sync', async () => {
  const partner = await syncingPartner(system);
  const expected = await oneOfEach(partner);
  const [, , , , , , gone = 0] = system.simulator.control.licences
    .list()
    .filter(({ is_active }) => is_active)
    .map(({ id }) => id);
  system.simulator.control.licences.remove(gone);
  await gateWhen(partner, isQuiet);
  const history = async (id: string) => (await seatsOf(partner, id)).history;
  const before = new Map(await Promise.all([...expected.keys()].map(async (id) => [id, await history(id)] as const)));
  system.simulator.control.requests.clear();

  const { progress, rows } = await previewed(partner);
  for (const [id, row] of expected) expect(rows.find(({ organizationId }) => organizationId === id)).toMatchObject(row);
  expect(progress).toMatchObject({
    status: 'done',
    mode: 'preview',
    by: 'Ada',
    compared: 7,
    told: 0,
    totals: { before: 200, after: 12 },
    findings: { unchanged: 1, drift: 1, write: 1, held: 3, missed: 1, doubled: 0, off: 0 },
  });
  expect(await partner.call('GET', '/halopsa/seat-sync')).toMatchObject({
    body: { preview: progress, reconcile: null },
  });
  const { rows: changes } = Preview.parse((await partner.call('GET', '/halopsa/seat-sync/preview?view=changes')).body);
  expect(changes).toEqual(rows.filter(({ organizationId }) => organizationId !== 'same'));
  expect(requests(system).byKind.write).toBe(0);
  for (const [id, lines] of before) {
    const added = (await history(id)).slice(0, -lines.length || undefined);
    expect([id, added.map(({ outcome, cause }) => [outcome, cause])]).toEqual([
      id,
      added.length === 0 ? [] : [['started', 'preview']],
    ]);
  }
  // What was seen is started now, and a sync does what the dry run said.
  await listed(partner, 0, ({ status }) => status === 'notStarted');
  const { findings } = await reconciled(partner);
  expect(findings).toMatchObject({ unchanged: 1, drift: 1, held: 4, write: 0, missed: 1 });
  await gateWhen(partner, isQuiet);
  expect(await seatsWhen(partner, 'drifted', 'drift')).toMatchObject({ before: 40, after: 12 });
  expect(await seatsWhen(partner, 'old', 'held')).toMatchObject({ reason: 'oldReport' });
  expect(await seatsWhen(partner, 'zero', 'held')).toMatchObject({ reason: 'dropToZero' });
});

it('the preview of one organization agrees with it, whatever a sync would find', async () => {
  const partner = await syncingPartner(system);
  const expected = await oneOfEach(partner);
  for (const id of ['same', 'drifted', 'fresh', 'old', 'zero', 'large']) {
    expect(await previewOne(partner, id)).toMatchObject({ organizationId: id, ...expected.get(id) });
  }
});

it('shows nothing before the first dry run, and says what is missing', async () => {
  const partner = await syncingPartner(system);
  expect(await partner.call('GET', '/halopsa/seat-sync/preview')).toMatchObject({
    status: 404,
    body: { detail: 'No preview was made yet.' },
  });
  expect(await partner.call('GET', '/halopsa/seat-sync')).toMatchObject({
    status: 200,
    body: { preview: null, reconcile: null },
  });
  await report(partner, 'o1', 12);
  expect(await say(partner, 'o1', 'preview')).toMatchObject({ status: 409, body: { code: 'rejected' } });
  expect(await say(partner, 'nobody', 'preview')).toMatchObject({ status: 404 });
});
