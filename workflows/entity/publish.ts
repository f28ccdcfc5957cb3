import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { patched, setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { searchAttributes, VIEW_MEMO } from '../messages';
import { SHOWN_AT } from '../patches';

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
  const isNew = !isSame(last?.[VIEW_MEMO], memo);
  // Later than the row before, which may have been shown in the same millisecond.
  const shownAt = Math.max(Date.now(), (known.get(searchAttributes.shownAt)?.getTime() ?? 0) + 1);
  if (isNew && patched(SHOWN_AT)) changed.push({ key: searchAttributes.shownAt, value: new Date(shownAt) });
  if (changed.length > 0) upsertSearchAttributes(changed);
  if (isNew) upsertMemo({ [VIEW_MEMO]: memo });
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
