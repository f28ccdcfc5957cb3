import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import type { OddAnswer } from '../../../simulator/trouble/odd-answers';
import type { Caller } from '../caller';
import { connect } from '../caller';

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await createSimulator({ customers: 120, rateLimit: null });
  caller = await connect(simulator);
});
afterEach(() => simulator.control.faults.clear());
afterAll(() => simulator.close());

async function asked(path: string, oddity: Partial<OddAnswer>) {
  simulator.control.faults.add({ path: '/api', effect: { kind: 'oddAnswer', ...oddity } });
  return (await caller.get(`/api/${path}`)).json;
}

const page = (number: number) => `Client?pageinate=true&page_size=100&page_no=${number}`;
const idsOf = (rows: unknown) => [rows].flat().map((row) => Object(row).id);

test.each<[string, Partial<OddAnswer>, number | undefined]>([
  ['the rows of the page', { recordCount: 'page' }, 50],
  ['0', { recordCount: 'zero' }, 0],
  ['nothing', { recordCount: 'absent' }, undefined],
  ['all', {}, 120],
])('a page is cut down, and its envelope tells the size that was asked for and counts %s', async (_, oddity, count) => {
  const reply = Object(await asked(page(2), { largestPage: 50, ...oddity }));
  expect([reply.page_size, reply.record_count]).toEqual([100, count]);
  expect(idsOf(reply.clients)).toEqual(Array.from({ length: 50 }, (__, index) => 62 + index));
});

test('every page is the first one, without its envelope', async () => {
  expect(idsOf(await asked(page(3), { largestPage: 10, samePage: true, bare: true }))[0]).toBe(12);
});

test('the last rows come first, whatever order is asked for', async () => {
  const { clients } = Object(await asked(`${page(1)}&order=id`, { largestPage: 3, descending: true }));
  expect(idsOf(clients)).toEqual([131, 130, 129]);
});

test('a filter is ignored', async () => {
  const names = async (oddity: Partial<OddAnswer>) =>
    [await asked('TicketType?can_create_only=true', oddity)].flat().map((row) => Object(row).name);
  expect(await names({ ignores: ['can_create_only'] })).toContain('HR Confidential');
  simulator.control.faults.clear();
  expect(await names({})).not.toContain('HR Confidential');
});

test('a list without pages is filled up, and cut down', async () => {
  expect(new Set(idsOf(await asked('TicketType', { filledTo: 300 }))).size).toBe(300);
  simulator.control.faults.clear();
  expect(idsOf(await asked('TicketType', { filledTo: 300, largestPage: 50 }))).toHaveLength(50);
});

test('one record is odd, in its list and alone', async () => {
  const fields = { 101: { count: '1,250' } };
  const { licences } = Object(await asked('SoftwareLicence', { fields }));
  expect(licences.slice(0, 2)).toMatchObject([{ id: 101, count: '1,250' }, { count: expect.any(Number) }]);
  expect(await caller.get('/api/SoftwareLicence/101')).toMatchObject({ json: { id: 101, count: '1,250' } });
});
