import { initial } from '../domain/connection/machine';
import { summary } from '../domain/connection/view';
import type { PartnerId } from '../domain/schema';
import type { ConnectionInput } from '../workflows/messages';
import { connectionWorkflowId, searchAttributes, TASK_QUEUE, VIEW_MEMO } from '../workflows/messages';
import type { Dependencies } from './operation';

/** How a connection is started; sets the Memo and the status that the Workflow would set first. */
export function connectionStart(partnerId: PartnerId, { timings }: Pick<Dependencies, 'timings'>) {
  const never = summary(initial(partnerId));
  return {
    workflowId: connectionWorkflowId(partnerId),
    taskQueue: TASK_QUEUE,
    // Each revoke counts one more, so by the clock a later Workflow begins higher than an earlier one ended.
    args: [{ partnerId, firstGeneration: Math.floor(Date.now() / 1_000), timings }] satisfies [ConnectionInput],
    memo: { [VIEW_MEMO]: never },
    typedSearchAttributes: [
      { key: searchAttributes.partnerId, value: partnerId },
      { key: searchAttributes.status, value: never.status },
    ],
    staticSummary: `Connection of partner ${partnerId} to HaloPSA`,
    staticDetails:
      'From the first connect until nothing is left to restore: credentials, ticket mapping, rights, revoke.',
  };
}
