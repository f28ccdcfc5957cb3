import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { createSimulator } from '../../simulator';
import * as workflows from '../../workflows';
import { VIEW_MEMO } from '../../workflows/messages';
import { spellings } from '../journeys/hunt';
import { workflowBundle } from '../support/temporal';
import type { History } from './histories';
import { payloadsIn, recorded } from './histories';

// What does not go on is told by the test, and need not be logged besides.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: 'off' } },
});

const replay = (history: unknown) => Worker.runReplayHistory({ workflowBundle: workflowBundle() }, history);

/** The wire's number (temporal.api.enums.v1.EventType). */
const ACTIVITY_TASK_FAILED = 13;

const typeOf = ({ events }: History) => events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name;

it.each(recorded)('$name goes on with the Workflows of today', async ({ history }) => {
  await expect(replay(history)).resolves.toBeUndefined();
});

it('has a history of every Workflow', () => {
  expect(new Set(recorded.map(({ history }) => typeOf(history)))).toEqual(new Set(Object.keys(workflows)));
});

it('would notice a Workflow that did something else today', async () => {
  const refused = recorded.find(({ name }) => name === 'connection-refused');
  const changed = JSON.stringify(refused?.json).replaceAll('"discoverSite"', '"lookAround"');
  await expect(replay(JSON.parse(changed))).rejects.toThrow(/TMPRL1100/);
});

it.each(['connection-shown-by-facts', 'organization-shown-by-facts'])(
  '%s goes on with a build that says the same in other words',
  async (wanted) => {
    const found = recorded.find(({ name }) => name === wanted);
    const [started, ...events] = found?.history.events ?? [];
    const attributes = started?.workflowExecutionStartedEventAttributes;
    const shown = attributes?.memo?.fields?.[VIEW_MEMO];
    const before = Buffer.from(shown?.data ?? '').toString();
    const reworded = before.replaceAll(/"message":"[^"]*"/g, '"message":"In other words."');
    expect(reworded).not.toBe(before);
    const memo = { fields: { [VIEW_MEMO]: { ...shown, data: Buffer.from(reworded) } } };
    const first = { ...started, workflowExecutionStartedEventAttributes: { ...attributes, memo } };
    await expect(replay({ events: [first, ...events] })).resolves.toBeUndefined();
  },
);

it('goes on when an Activity fails that nobody waits for any more', async () => {
  const policies = recorded.find(({ name }) => name === 'connection-policies');
  const events = policies?.history.events ?? [];
  const cancelled = events.map((event) =>
    event.activityTaskCancelRequestedEventAttributes?.scheduledEventId?.toString(),
  );
  const failing = events.map((event) => {
    const { activityTaskCompletedEventAttributes: completed, ...rest } = event;
    const { scheduledEventId, startedEventId } = completed ?? {};
    if (!scheduledEventId || !startedEventId || !cancelled.includes(scheduledEventId.toString())) return event;
    return {
      ...rest,
      eventType: ACTIVITY_TASK_FAILED,
      activityTaskFailedEventAttributes: { scheduledEventId, startedEventId, failure: { message: 'Too late.' } },
    };
  });
  expect(failing).not.toEqual(events);
  await expect(replay({ events: failing })).resolves.toBeUndefined();
});

it('holds no secret of the HaloPSA that they were recorded with', async () => {
  const simulator = await createSimulator();
  const secrets = spellings(simulator.credentials.clientSecret);
  await simulator.close();
  const found = recorded.filter(({ history }) => {
    const texts = [...payloadsIn(history.events)].map(({ data }) => Buffer.from(data).toString());
    return [...texts, JSON.stringify(history)].some((text) => secrets.some((secret) => text.includes(secret)));
  });
  expect(found.map(({ name }) => name)).toEqual([]);
});
