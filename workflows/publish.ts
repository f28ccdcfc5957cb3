import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributes, VIEW_MEMO } from './messages';

export interface Shown {
  readonly status: string;
  /** What Search Attributes say besides the status. */
  readonly attributes: readonly SearchAttributeUpdatePair[];
  /** One row of the lists that people see. */
  readonly memo: object;
  /** Markdown for the operator who opens the Workflow. */
  readonly details: string;
}

/** Shows what a Workflow is doing to those who look at it from outside; writes only what changed. */
export function createPublisher(): (shown: Shown) => void {
  let last = '';
  let lastMemo = '';
  return ({ status, attributes, memo, details }) => {
    setCurrentDetails(details);
    const pairs = [{ key: searchAttributes.status, value: status }, ...attributes];
    const next = JSON.stringify(pairs);
    if (next !== last) upsertSearchAttributes(pairs);
    const nextMemo = JSON.stringify(memo);
    if (nextMemo !== lastMemo) upsertMemo({ [VIEW_MEMO]: memo });
    last = next;
    lastMemo = nextMemo;
  };
}
