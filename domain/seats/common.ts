import type { Common, Entry } from './state';

const ENTRIES_KEPT = 50;
const DETAIL_KEPT = 300;

/** Adds an entry to the history. A question that the newest entry asks already is not repeated, and `since` is its first time. */
export function record(state: Common, entry: Entry): { readonly history: readonly Entry[]; readonly since: string } {
  const newest = state.history[0];
  if (newest !== undefined && isQuestion(entry) && saysTheSame(newest, entry)) {
    return { history: state.history, since: newest.at };
  }
  const added = { ...entry, detail: entry.detail?.slice(0, DETAIL_KEPT) ?? null };
  return { history: [added, ...state.history].slice(0, ENTRIES_KEPT), since: entry.at };
}

const isQuestion = ({ outcome }: Entry): boolean => outcome === 'held' || outcome === 'drift' || outcome === 'refused';

const saysTheSame = (a: Entry, b: Entry): boolean =>
  a.outcome === b.outcome &&
  a.before === b.before &&
  a.after === b.after &&
  a.definition === b.definition &&
  a.detail === (b.detail?.slice(0, DETAIL_KEPT) ?? null);

/** What every status carries along. */
export const common = ({ version, written, seen, accepted, history }: Common): Common => ({
  version,
  written,
  seen,
  accepted,
  history,
});
