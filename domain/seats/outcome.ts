import { common, record } from './common';
import type { Common, Decision, Entry, Event, NotTaken, State, Waiting } from './state';
import { heldBecause } from './words';

type Decided = Extract<Event, { type: 'decided' }>;
type Refused = Extract<Event, { type: 'writeRefused' }>;
type Made<Kind extends Decision['kind']> = Extract<Decision, { kind: Kind }>;

/** The state that a turn leaves behind. */
export function settled(state: Waiting, event: Decided | Refused): State {
  if (event.type === 'writeRefused') return refused(state, event);
  const { decision } = event;
  const next = { ...common(state), seen: event.licence ?? state.seen };
  switch (decision.kind) {
    case 'off':
      return { status: 'off', ...next, since: event.at };
    case 'unchanged':
      return unchanged(next, event, decision);
    case 'write':
      return written(state, event, decision);
    case 'held':
      return held(state, next, event, decision);
    case 'drift':
      return drift(state, next, event, decision);
  }
}

function unchanged(next: Common, { definition, at }: Decided, { count, wanted }: Made<'unchanged'>): State {
  if (count !== wanted) return { status: 'inSync', ...next, since: at };
  // A count that agrees with ours counts as written by us, so a later edit in HaloPSA is a drift from it.
  const agreed = next.written?.count === count ? next.written : { count, definition, at };
  return { status: 'inSync', ...next, written: agreed, accepted: null, since: agreed.at };
}

function written(state: Waiting, event: Decided, { before, after }: Made<'write'>): State {
  const { definition, at } = event;
  const { history } = record(state, { ...entry(state, event), before, after, definition, outcome: 'written' });
  return {
    status: 'inSync',
    ...common(state),
    history,
    since: at,
    accepted: null,
    written: { count: after, definition, at },
    seen: { count: after, seenAt: at },
  };
}

function held(state: Waiting, next: Common, event: Decided, { reason, before, after }: Made<'held'>): State {
  const { definition } = event;
  const change = { before, after, definition };
  const recorded = record(state, { ...entry(state, event), ...change, outcome: 'held', detail: heldBecause[reason] });
  return { status: 'held', ...next, ...recorded, ...change, reason, cause: state.cause };
}

function drift(state: Waiting, next: Common, event: Decided, { ours, theirs }: Made<'drift'>): State {
  const { definition } = event;
  const change = { before: theirs, after: ours, definition };
  return {
    status: 'drift',
    ...next,
    ours,
    theirs,
    definition,
    ...record(state, { ...entry(state, event), ...change, outcome: 'drift' }),
  };
}

function refused(state: Waiting, event: Refused): State {
  const { problem, notTaken, unanswered = null } = event;
  const { before, after, definition } = notTaken ?? {
    before: state.seen?.count ?? null,
    after: null,
    definition: null,
  };
  const change = { before, after, definition };
  return {
    status: 'needsYou',
    ...common(state),
    ...(notTaken && kept(notTaken, event)),
    problem,
    unanswered,
    ...record(state, { ...entry(state, event), ...change, outcome: 'refused', detail: problem.detail }),
  };
}

/** What HaloPSA keeps is what our write left: nobody edited it, and a later edit is a drift from it. */
const kept = ({ keeps: count, definition }: NotTaken, { at }: Refused): Partial<Common> => ({
  written: { count, definition, at },
  seen: { count, seenAt: at },
  accepted: null,
});

const entry = ({ cause, by }: Waiting, { at }: { readonly at: string }): Omit<Entry, 'outcome'> => ({
  at,
  before: null,
  after: null,
  definition: null,
  cause,
  by,
  detail: null,
});
