import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { searchAttributes, VIEW_MEMO } from '../messages';

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
export function publish({ status, attributes, memo, details }: Shown): void {
  setCurrentDetails(details);
  const { typedSearchAttributes: known, memo: last } = workflowInfo();
  const pairs = [{ key: searchAttributes.status, value: status }, ...attributes];
  const changed = pairs.filter(({ key, value }) => !isSame(known.get(key) ?? null, value));
  if (changed.length > 0) upsertSearchAttributes(changed);
  if (!isSame(last?.[VIEW_MEMO], memo)) upsertMemo({ [VIEW_MEMO]: memo });
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
