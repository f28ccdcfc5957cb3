import { defaultPayloadConverter } from '@temporalio/common';
import type { History } from './histories';
import { payloadsIn, recorded } from './histories';

type Event = NonNullable<History['events']>[number];

const PAYLOAD_BYTES = 64 * 1024;
/** A line in the Temporal UI. */
const SUMMARY_CHARACTERS = 120;

const summaryOf = ({ userMetadata }: Event): unknown =>
  userMetadata?.summary && defaultPayloadConverter.fromPayload(userMetadata.summary);

const detailsOf = ({ userMetadata }: Event): unknown =>
  userMetadata?.details && defaultPayloadConverter.fromPayload(userMetadata.details);

/** What an Activity or a timer is, by the word of the one who wrote it down. */
const described = ({ events }: History): { what: string; summary: unknown }[] =>
  (events ?? []).flatMap((event) => {
    const { activityTaskScheduledEventAttributes: activity, timerStartedEventAttributes: timer } = event;
    if (activity) return [{ what: `Activity ${activity.activityType?.name}`, summary: summaryOf(event) }];
    return timer ? [{ what: 'timer', summary: summaryOf(event) }] : [];
  });

const isReadable = (text: unknown): boolean =>
  typeof text === 'string' && text.length > 10 && text.length <= SUMMARY_CHARACTERS;

describe.each(recorded)('$name', ({ history }) => {
  it('has no payload above 64 KB', () => {
    const sizes = [...payloadsIn(history.events)].map(({ data }) => data.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(PAYLOAD_BYTES);
  });

  it('tells an operator what the Workflow is, and what each Activity and each timer is for', () => {
    const [started] = history.events ?? [];
    // Temporal does not take them along into the next run, whose current details say it.
    if (started && !started.workflowExecutionStartedEventAttributes?.continuedExecutionRunId) {
      expect(summaryOf(started)).toEqual(expect.stringMatching(/ (of|for) partner p-/));
      expect(detailsOf(started)).toEqual(expect.stringMatching(/^[A-Z].* .*\.$/));
    }
    expect(described(history).filter(({ summary }) => !isReadable(summary))).toEqual([]);
  });
});
