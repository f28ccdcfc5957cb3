import type { OddAnswer } from '../../../simulator/trouble/odd-answers';
import type { Partner } from '../../journeys/partner';
import {
  aPartner,
  connect,
  connectedPartner,
  itemsOf,
  map,
  quieten,
  register,
  saveTicketMapping,
  target,
} from '../../journeys/partner';
import {
  gateOf,
  gateWhen,
  isQuiet,
  listedInSync,
  quick,
  reconciled,
  report,
  seatsWhen,
  syncingPartner,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...quick, simulator: { customers: 130, licencesPerCustomer: 3 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

type Oddity = Partial<Omit<OddAnswer, 'kind'>>;

const answersOddly = (path: string, oddity: Oddity) =>
  system.simulator.control.faults.add({
    path: `/api/${path}`,
    method: 'GET',
    effect: { kind: 'oddAnswer', ...oddity },
  });

const list = async (partner: Partner, path: string) => {
  const { status, body } = await partner.call('GET', `/halopsa/choices/${path}`);
  expect(status).toBe(200);
  return { ids: itemsOf(body).map(({ id }) => Number(id)), items: itemsOf(body), note: body.note, next: body.nextPage };
};

/** What a person sees who opens one page after the other. */
async function listAll(partner: Partner, path: string) {
  const ids: number[] = [];
  const notes: unknown[] = [];
  for (let page: unknown = 1; page !== null; ) {
    const shown = await list(partner, `${path}${path.includes('?') ? '&' : '?'}page=${page}`);
    ids.push(...shown.ids);
    notes.push(shown.note);
    page = shown.next;
  }
  return { ids, notes: notes.filter((note) => note !== null) };
}

const activeCustomers = () =>
  system.simulator.control.customers.list().flatMap(({ id, inactive }) => (inactive ? [] : [id]));

it.each<[string, Oddity]>([
  ['counts the rows of its page', { largestPage: 50, recordCount: 'page' }],
  ['counts nothing', { largestPage: 50, recordCount: 'absent' }],
  ['sends bare lists', { largestPage: 50, bare: true }],
])('every customer can be chosen in a HaloPSA that sends 50 a page and %s', async (_, oddity) => {
  const partner = await connectedPartner(system);
  answersOddly('client', oddity);
  expect(await listAll(partner, 'customers')).toEqual({ ids: activeCustomers(), notes: [] });
});

it('a list is said to be incomplete when HaloPSA sends the same page for ever, and the rest is found by its name', async () => {
  const partner = await connectedPartner(system);
  answersOddly('client', { largestPage: 50, samePage: true });
  expect(await listAll(partner, 'customers')).toEqual({
    ids: activeCustomers().slice(0, 50),
    notes: [expect.stringContaining('This list is not complete')],
  });
  const { id, name } = system.simulator.control.customers.get(activeCustomers().at(-1) ?? 0);
  expect((await list(partner, `customers?search=${encodeURIComponent(name)}`)).ids).toEqual([id]);
});

it('every SLA, priority and ticket type can be chosen where HaloPSA cuts lists down that have no pages', async () => {
  const partner = await connectedPartner(system);
  answersOddly('tickettype', { filledTo: 130, largestPage: 50 });
  answersOddly('sla', { filledTo: 75, largestPage: 25 });
  expect((await list(partner, 'slas')).ids).toHaveLength(75);
  const { items } = await list(partner, 'ticket-types');
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  expect(items.length).toBeGreaterThan(100);
});

it('an odd seat count is named to its organization, and nobody else is kept waiting', async () => {
  const partner = await syncingPartner(system);
  const [odd = 0, right = 0] = await listedInSync(system, partner, 2);
  const fault = answersOddly('softwarelicence', { fields: { [odd]: { count: '1,250' } } });
  const sentence = expect.stringMatching(/has no usable “count” \(a whole number\)\. Correct it there\.$/);

  const { customerId } = target(system, 0);
  const shown = (await list(partner, `software-licences?customerId=${customerId}`)).items;
  expect(shown.find(({ id }) => id === odd)).toEqual({
    id: odd,
    name: expect.any(String),
    customerId,
    mappedTo: { organizationId: 'o0', name: 'Organization o0' },
    active: true,
    odd: sentence,
  });
  await register(partner, 'late');
  expect(await map(partner, 'late', target(system, 2))).toMatchObject({ status: 200 });

  system.simulator.control.licences.change(right, { count: 30 });
  expect(await reconciled(partner)).toMatchObject({
    status: 'done',
    findings: { unreadable: 1, drift: 1, missed: 0 },
    told: 2,
  });
  expect(await seatsWhen(partner, 'o0', 'needsYou')).toMatchObject({
    whoseMove: 'you',
    problem: { code: 'record.odd', detail: sentence },
  });
  await seatsWhen(partner, 'o1', 'drift');
  expect((await gateOf(partner)).status).toBe('open');

  system.simulator.control.faults.remove(fault.id);
  await gateWhen(partner, isQuiet);
  expect(await reconciled(partner)).toMatchObject({ findings: { unreadable: 0 } });
  await seatsWhen(partner, 'o0', 'inSync');
  await report(partner, 'o0', 14);
  await written(partner, 'o0', 14);
});

it.each(['count', 'client_id', 'id'])(
  'a licence whose %s cannot be read is not mapped, and the partner reads why',
  async (field) => {
    const partner = await connectedPartner(system);
    await register(partner, 'o1');
    const wanted = target(system);
    answersOddly('softwarelicence', { fields: { [wanted.softwareLicenceId]: { [field]: '' } } });
    expect(await map(partner, 'o1', wanted)).toMatchObject({
      status: 422,
      body: { code: 'record.odd', fields: { softwareLicenceId: expect.stringContaining(`“${field}”`) } },
    });
  },
);

it('connects with an agent whose flags are numbers and whose name is a megabyte', async () => {
  const agent = { isapiagent: 1, isdisabled: 'false', name: 'A'.repeat(1_000_000) };
  answersOddly('agent/me', { fields: { 23: agent } });
  const partner = await aPartner(system);
  const { status, body } = await connect(system, partner);
  expect({ status, is: body.status }).toEqual({ status: 200, is: 'connected' });
  expect(JSON.stringify(body).length).toBeLessThan(10_000);
});

it('a ticket type that cannot be created is neither offered nor saved, when HaloPSA ignores what was asked', async () => {
  const partner = await connectedPartner(system);
  answersOddly('tickettype', { ignores: ['can_create_only', 'domain'] });
  const { items } = await list(partner, 'ticket-types');
  expect(items.map(({ name }) => name)).not.toContain('HR Confidential');
  expect(await saveTicketMapping(partner, { ticketTypeId: 7 })).toMatchObject({
    status: 422,
    body: { code: 'ticketMapping.gone', fields: { ticketTypeId: expect.stringContaining('cannot create tickets') } },
  });
});

it('more ticket types than fit into a Workflow are shown as far as they fit, and that is said', async () => {
  const partner = await connectedPartner(system);
  answersOddly('tickettype', { filledTo: 5_000 });
  const { items, note } = await list(partner, 'ticket-types');
  expect(items).toHaveLength(1_000);
  expect(note).toMatch(/^HaloPSA has \d+ of these at once; the first 1000 are shown\./);
});
