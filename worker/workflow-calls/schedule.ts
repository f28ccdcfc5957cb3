import type { Client, ScheduleOptions } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleNotFoundError } from '@temporalio/client';
import type { PartnerId } from '../../domain/schema';
import type { SeatPolicy } from '../../domain/seats/policy-schema';
import type { seatReconcile } from '../../workflows';
import { reconcileWorkflowId, searchAttributes, TASK_QUEUE } from '../../workflows/messages';

type Schedule = SeatPolicy['schedule'];

/** The starts of all partners in one time zone are spread over this time. */
const JITTER = '30 minutes';

/** One reconcile a night; what was missed while Temporal was down is made up for within an hour, or the next night. */
const optionsOf = (partnerId: PartnerId, { hour, timeZone }: Schedule) =>
  ({
    spec: { calendars: [{ hour }], timezone: timeZone, jitter: JITTER },
    action: {
      type: 'startWorkflow',
      workflowType: 'seatReconcile',
      workflowId: reconcileWorkflowId(partnerId),
      taskQueue: TASK_QUEUE,
      args: [{ partnerId, mode: 'reconcile', by: null }] satisfies Parameters<typeof seatReconcile>,
      typedSearchAttributes: [{ key: searchAttributes.partnerId, value: partnerId }],
      staticSummary: `Nightly reconcile of partner ${partnerId}`,
      staticDetails: 'Compares the counts in HaloPSA with ours, page by page; organizations that differ then look.',
    },
    policies: { overlap: 'SKIP', catchupWindow: '1 hour' },
  }) satisfies Omit<ScheduleOptions, 'scheduleId'>;

export async function keepSchedule(client: Client, partnerId: PartnerId, schedule: Schedule): Promise<void> {
  const scheduleId = reconcileWorkflowId(partnerId);
  const options = optionsOf(partnerId, schedule);
  try {
    await client.schedule.create({ scheduleId, ...options });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update((previous) => ({ ...options, state: previous.state }));
  }
}

export async function endSchedule(client: Client, partnerId: PartnerId): Promise<void> {
  try {
    await client.schedule.getHandle(reconcileWorkflowId(partnerId)).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}
