import type { WorkflowExecutionDescription } from '@temporalio/client';
import { ENDED_MEMO } from '../workflows/messages';

/** Who revoked the connection that a Workflow served, as a sentence; null where no revoke has ended it. */
export function revokedBy({ memo }: Pick<WorkflowExecutionDescription, 'memo'>): string | null {
  const said = memo?.[ENDED_MEMO];
  return typeof said === 'string' ? said : null;
}
