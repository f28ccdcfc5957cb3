import { initial } from '../domain/organization/machine';
import { row } from '../domain/organization/view';
import type { OrganizationReport } from '../domain/schema';
import { organizationWorkflowId, searchAttributes, TASK_QUEUE, VIEW_MEMO } from '../workflows/messages';
import type { Benchmark } from './support/benchmark';
import { largest, percentiles, timed } from './support/numbers';
import { report } from './support/organizations';
import type { Partner } from './support/partner';
import { each, range } from './support/steps';
import type { System } from './support/system';

const PEOPLE = 20;
const LOOKS = 40;
const AT_ONCE = 40;

export const organizationsListBenchmark: Benchmark = {
  name: 'organizations-list',
  question: 'how long does a look at the organizations of a large partner take: the first, those after it, 20 at once?',
  withinMinutes: 40,
  run: async ({ scaled, signal, startSystem, report: tell, note }) => {
    const system = await startSystem();
    // Nothing happens to the organizations: what is measured is the list.
    await system.worker.stop();
    const partner = await system.newPartner();
    const size = scaled(10_000, 100);
    await each(range(size), { atOnce: AT_ONCE, signal }, (index) => start(system, partner, index));
    tell(`${size} organizations are there`);
    const look = (path = '') => partner.call('GET', `/organizations${path}`);
    const together = (path = '') => Promise.all(range(PEOPLE).map(() => timed(() => look(path))));
    const lookTwenty = async (what: string, atMost: number) => {
      const value = largest(await together());
      return { what: `${what}, ${PEOPLE} at once, the slowest`, value, unit: 'ms', atMost };
    };
    const first = await lookTwenty('the first look', 1_500);
    const times = (of: (index: number) => Promise<unknown>) => timesOf(signal, of);
    const plain = await times(() => look());
    const searching = await times((index) => look(`?mapping=unmapped&search=${index}`));
    const own = await times(async (index) => {
      await report(partner, { id: `new-${index}` }, index);
      await look();
    });
    note(`${size} organizations of one partner. Everybody waits for the same first reading.`);
    return [
      first,
      ...percentiles('a later look', plain, { 50: 100, 99: 100 }, [50, 99]),
      ...percentiles('a look with a filter and a search', searching, { 50: 100, 99: 100 }, [50, 99]),
      ...percentiles('registering one, and a look that shows it', own, {}, [50, 99]),
      await lookTwenty('later looks', PEOPLE * 100),
      { what: 'looks answered 503', value: partner.busy(), unit: 'looks', atMost: 0 },
    ];
  },
};

async function timesOf(signal: AbortSignal, work: (index: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (const index of range(LOOKS)) {
    signal.throwIfAborted();
    times.push(await timed(() => work(index)));
  }
  return times;
}

/** As a first report starts it, without the way through the api. */
function start({ client }: System, { id: partnerId }: Partner, index: number): Promise<unknown> {
  const organizationId = `o${index}`;
  const first: OrganizationReport = {
    name: `Organization ${index}`,
    status: 'active',
    seats: { used: 3, purchased: 5, active: 2 },
    observedAt: new Date().toISOString(),
  };
  const view = row(initial(partnerId, organizationId, first));
  return client.workflow.start('organizationMapping', {
    workflowId: organizationWorkflowId(partnerId, organizationId),
    taskQueue: TASK_QUEUE,
    args: [{ partnerId, organizationId, report: first }],
    memo: { [VIEW_MEMO]: view },
    typedSearchAttributes: [
      { key: searchAttributes.partnerId, value: partnerId },
      { key: searchAttributes.organizationId, value: organizationId },
      { key: searchAttributes.status, value: view.status },
    ],
  });
}
