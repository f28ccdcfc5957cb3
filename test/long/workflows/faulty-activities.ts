import { activityInfo } from '@temporalio/activity';

export type Fault = (call: () => Promise<unknown>) => Promise<unknown>;
type Activity = (input: unknown) => Promise<unknown>;

/** Which Activity goes wrong for which partner, and how. */
export const faults = new Map<string, { readonly activity: string; readonly fault: Fault }>();

/** The Activities, of which one goes wrong for a partner. For `jest.mock` in the file of a test. */
export function faultyActivities() {
  const actual = jest.requireActual('../../../activities');
  const faulty = ([name, run]: [string, Activity]): [string, Activity] => [
    name,
    (input) => {
      const { workflowId } = activityInfo().workflowExecution ?? { workflowId: '' };
      const [, given] = [...faults].find(([partnerId]) => workflowId.includes(partnerId)) ?? [];
      return given?.activity === name ? given.fault(() => run(input)) : run(input);
    },
  ];
  const create = (...given: unknown[]) => {
    const activities: Record<string, Activity> = actual.createActivities(...given);
    return Object.fromEntries(Object.entries(activities).map(faulty));
  };
  return { ...actual, createActivities: create };
}
