import { aim, changed, checked, common, mappingOf, targetOf, unmapped, wish } from './common';
import type { Event, Kept, Mapped, NeedsAttention, Settled, State, Unmapped } from './state';

/*
 * What a revoke keeps for the day on which the same HaloPSA is connected again.
 */

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;

export function keptBy(
  state: State,
  { by: revokedBy, keptUntil, generation, ...revoked }: Of<'connectionRevoked'>,
): State {
  if (state.status === 'unmapped') return state;
  if (state.status === 'kept') return { ...state, generation: Math.max(state.generation, generation) };
  const mapping = mappingOf(state);
  // A connection that never came to be takes nothing away from what an earlier revoke keeps.
  const siteUrl = revoked.siteUrl ?? mapping?.siteUrl ?? null;
  if (siteUrl === null || state.status === 'refused') return unmapped(state);
  const wished =
    'wanted' in state ? wish(state) : { wanted: targetOf(state.mapping), by: state.mapping.by, at: state.mapping.at };
  return { status: 'kept', ...common(state), ...wished, mapping, siteUrl, keptUntil, revokedBy, generation };
}

type Restore = Omit<Of<'connectionRestored'>, 'type'>;

/** What was said before a later revoke, and arrives after it, restores nothing. */
export function connectionRestored(state: State, restore: Restore): State {
  if (state.status === 'checking' && state.previous.status === 'kept') {
    const previous = restored({ ...state.previous, seats: state.seats }, restore);
    return { ...state, previous, seats: previous.seats };
  }
  return state.status === 'kept' ? restored(state, restore) : state;
}

function restored(state: Kept, { siteUrl, generation, at }: Restore): Settled {
  if (generation < state.generation) return state;
  if (state.siteUrl !== siteUrl) return givenUp(state, at);
  const detail = 'HaloPSA was connected again, so the kept mapping is checked.';
  const problem = { code: 'mapping.restored', detail };
  return {
    status: 'pendingCheck',
    ...common(state),
    ...wish(state),
    since: at,
    problem,
    replaces: state.mapping,
  };
}

/** A mapping that nobody came back for: it ends with the revoke, so by who revoked. */
export function givenUp(state: Kept, at: string): Unmapped {
  const { mapping, revokedBy: by } = state;
  if (mapping === null) return unmapped(state);
  const changes = changed(state, { at, by, from: checked(mapping), to: null });
  return { ...unmapped(state), changes, seats: aim(state, { by, at, from: mapping, to: null }) };
}

/** A mapping that may be broken, or mended, is checked as if it were chosen now. */
export function checkedAgain(state: Mapped | NeedsAttention, at: string): State {
  const { mapping } = state;
  const problem = {
    code: 'mapping.checkedAgain',
    detail: 'HaloPSA no longer shows it where it was, so it is checked again.',
  };
  const wished = { wanted: targetOf(mapping), by: mapping.by, at: mapping.at };
  return { status: 'pendingCheck', ...common(state), ...wished, since: at, problem, replaces: mapping };
}
