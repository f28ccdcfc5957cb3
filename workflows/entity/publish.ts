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
  /**
   * What the row is made of, without sentences: it is written again when this changes. Where it is left out, the row is written with
   * each change of the state. A newer build may then say the same in other words, and still replays what an older one did.
   */
  readonly facts?: object;
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
      entered: (state) => publish(shown(state), { isNew: hasNewMemo, isTimed: () => patched(patches.shownAt) }),
      flush: () => undefined,
    };
  }
  const news = patched(patches.publishByFacts) ? createNews(shown) : { entered: () => undefined, isNew: hasNewMemo };
  let unshown: { readonly state: State } | null = null;
  const flush = () => {
    if (unshown !== null) publish(shown(unshown.state), { isNew: news.isNew, isTimed: () => true });
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
      news.entered(state);
      unshown = { state };
    },
    flush,
  };
}

/** Whether the row is another one than was written last. It goes by the words of the build that runs. */
const hasNewMemo = ({ memo }: Shown): boolean => !isSame(workflowInfo().memo?.[VIEW_MEMO], memo);

/** Whether something has happened since the row was written, of which the facts tell where there are any. */
function createNews<State>(shown: (state: State) => Shown) {
  // What a run begins with was shown before: by who started it, or by the run before.
  let isFirst = workflowInfo().memo?.[VIEW_MEMO] !== undefined;
  let hasHappened = false;
  let last: object | undefined;
  return {
    entered: (state: State): void => {
      if (isFirst) last = shown(state).facts;
      else hasHappened = true;
      isFirst = false;
    },
    isNew: ({ facts }: Shown): boolean => {
      const isNew = hasHappened && (facts === undefined || !isSame(facts, last));
      hasHappened = false;
      last = facts;
      return isNew;
    },
  };
}

interface Publishing {
  isNew(shown: Shown): boolean;
  isTimed(): boolean;
}

/** Writes only what changed, and since when the row of a list is shown, where it is timed. */
function publish(shown: Shown, { isNew, isTimed }: Publishing): void {
  const { status, attributes, memo, details } = shown;
  setCurrentDetails(details);
  const { typedSearchAttributes: known } = workflowInfo();
  const pairs = [{ key: searchAttributes.status, value: status }, ...attributes];
  const changed = pairs.filter(({ key, value }) => !isSame(known.get(key) ?? null, value));
  const isWritten = isNew(shown);
  // Later than the row before, which may have been shown in the same millisecond.
  const shownAt = Math.max(Date.now(), (known.get(searchAttributes.shownAt)?.getTime() ?? 0) + 1);
  if (isWritten && isTimed()) changed.push({ key: searchAttributes.shownAt, value: new Date(shownAt) });
  if (changed.length > 0) upsertSearchAttributes(changed);
  if (isWritten) upsertMemo({ [VIEW_MEMO]: memo });
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
