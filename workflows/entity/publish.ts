import type { SearchAttributeUpdatePair } from '@temporalio/common';
import {
  CancellationScope,
  condition,
  patched,
  setCurrentDetails,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { searchAttributes, VIEW_MEMO } from '../messages';
import { patches } from '../patches';

export interface Shown {
  readonly status: string;
  /** What Search Attributes say besides the status. */
  readonly attributes: readonly SearchAttributeUpdatePair[];
  /** One row of the lists that people see. */
  readonly memo: object;
  /** Markdown for the operator who opens the Workflow. */
  readonly details: string;
}

export interface Publisher<State> {
  /** Notes a state that is to be shown. */
  entered(state: State): void;
  /** Shows it now: before a run ends, nothing may be left. */
  flush(): void;
}

/**
 * Shows what a Workflow is doing to those who look at it from outside. Temporal looks at conditions when all has been told that
 * woke the Workflow: thousands of Signals in one Workflow Task are shown once, and in that same task.
 */
export function createPublisher<State>(shown: (state: State) => Shown): Publisher<State> {
  if (!patched(patches.publishOncePerTask)) {
    return {
      entered: (state) => publish(shown(state), { isTimed: () => patched(patches.shownAt) }),
      flush: () => undefined,
    };
  }
  let unshown: { readonly state: State } | null = null;
  const flush = () => {
    if (unshown !== null) publish(shown(unshown.state), { isTimed: () => true });
    unshown = null;
  };
  const publishing = async (): Promise<never> => {
    for (;;) {
      await condition(() => unshown !== null);
      flush();
    }
  };
  void CancellationScope.nonCancellable(publishing);
  return {
    entered: (state) => {
      unshown = { state };
    },
    flush,
  };
}

/** Writes only what changed, and since when the row of a list is shown, where it is timed. */
function publish({ status, attributes, memo, details }: Shown, { isTimed }: { isTimed(): boolean }): void {
  setCurrentDetails(details);
  const { typedSearchAttributes: known, memo: last } = workflowInfo();
  const pairs = [{ key: searchAttributes.status, value: status }, ...attributes];
  const changed = pairs.filter(({ key, value }) => !isSame(known.get(key) ?? null, value));
  const isNew = !isSame(last?.[VIEW_MEMO], memo);
  // Later than the row before, which may have been shown in the same millisecond.
  const shownAt = Math.max(Date.now(), (known.get(searchAttributes.shownAt)?.getTime() ?? 0) + 1);
  if (isNew && isTimed()) changed.push({ key: searchAttributes.shownAt, value: new Date(shownAt) });
  if (changed.length > 0) upsertSearchAttributes(changed);
  if (isNew) upsertMemo({ [VIEW_MEMO]: memo });
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
