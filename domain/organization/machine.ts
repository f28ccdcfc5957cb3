import type { OrganizationId, OrganizationReport, PartnerId, Problem, Seats } from '../schema';
import * as seats from '../seats/machine';
import { reject } from '../transition';
import { aim, changed, checked, common, mappingOf, sameTarget, unmapped, wish } from './common';
import { informed } from './informed';
import { checkedAgain, connectionRestored, givenUp, keptBy } from './keep';
import { isOlder } from './report';
import { newest, noSettings } from './settings';
import type { Checking, Common, Effect, Event, Mapped, Next, PendingCheck, State } from './state';
import { to } from './state';
import { LOOK_AGAIN, notMapped, ofEdit, whatChanged } from './words';

export { mappingOf } from './common';
export type { CheckedTarget, Effect, Event, SeatSettings, State, Target } from './state';

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;

export const initial = (partnerId: PartnerId, organizationId: OrganizationId, report: OrganizationReport): State => ({
  status: 'unmapped',
  partnerId,
  organizationId,
  report,
  revision: 0,
  changes: [],
  seats: seats.initial,
  settings: noSettings,
});

export function transition(state: State, event: Event): Next {
  const isInforming = 'connection' in event && event.connection !== undefined;
  return apply(isInforming ? informed(state, event.connection, event.at) : state, event);
}

function apply(state: State, event: Event): Next {
  switch (event.type) {
    case 'organizationReported':
      return organizationReported(state, event);
    case 'mappingRequested':
      return mappingRequested(state, event);
    case 'mappingChecked':
      if (!isBeingChecked(state)) return reject('No mapping is being checked.');
      return to(mappedTo({ ...state, settings: newest(state.settings, event.settings) }, event));
    case 'mappingRefused':
      if (!isBeingChecked(state)) return reject('No mapping is being checked.');
      return to(refused(state, event));
    case 'mappingUnchecked':
      return mappingUnchecked(state, event);
    case 'unlinkRequested':
      return unlinkRequested(state, event);
    case 'connectionRevoked':
      return to({ ...keptBy(state, event), settings: noSettings });
    case 'connectionRestored':
      return to(connectionRestored(state, event));
    case 'keptExpired':
      return state.status === 'kept' ? to(givenUp(state, event.at)) : reject('No mapping is kept.');
    case 'mappingBroken':
      if (state.status !== 'mapped') return reject('Nothing is mapped.');
      return to({ ...state, status: 'needsAttention', problem: event.problem });
    case 'settingsChanged':
      return settingsChanged(state, event);
    case 'reconcileFound':
    case 'reconcileMissed':
      return reconciled(state, event);
    case 'previewed':
      // Nobody saw numbers while there were none to send.
      return state.status === 'mapped' && !hasNumbers(state) ? to(state) : withSeats(state, event);
    case 'decided':
    case 'writeRefused':
    case 'writeUnanswered':
      return ofTurn(state, event);
    case 'startRequested':
    case 'debounceEnded':
    case 'approveRequested':
    case 'dismissRequested':
    case 'syncRequested':
    case 'driftChosen':
      return withSeats(state, event);
  }
}

/** HaloPSA is asked about a mapping at once, or in a turn when it could not be asked. Seats are written in `mapped` only. */
export function awaited(state: State): readonly Effect[] {
  switch (state.status) {
    case 'checking':
      return [{ type: 'checkMapping', wanted: state.wanted }];
    case 'pendingCheck':
      return [{ type: 'checkMappingLater', wanted: state.wanted }];
    case 'mapped':
      return seats.awaited(state.seats);
    case 'unmapped':
    case 'refused':
    case 'needsAttention':
    case 'kept':
      return [];
  }
}

function mappingRequested(state: State, event: Of<'mappingRequested'>): Next {
  const { wanted, by, at } = event;
  const { otherPsa, name } = state.report;
  if (otherPsa !== undefined) return reject(`${name} is already mapped to ${otherPsa}. Unlink it there first.`);
  if (state.status === 'checking') {
    return sameTarget(state.wanted, wanted)
      ? to(state)
      : reject(`${state.by.name} is just saving another mapping. ${LOOK_AGAIN}`);
  }
  if (state.status === 'mapped' && sameTarget(state.mapping, wanted)) return to(state);
  if (event.revision !== undefined && event.revision !== state.revision) return reject(whatChanged(state));
  return to({ status: 'checking', ...common(state), wanted, by, at, previous: state });
}

/**
 * A refused edit leaves everything as it was, and so does what HaloPSA was not asked, because it is not connected; a first wish,
 * or one that waited for HaloPSA, becomes a question.
 */
function refused(state: Checking | PendingCheck, { problem, at }: Of<'mappingRefused'>): State {
  const isOpen = state.status === 'checking' && state.previous.status === 'unmapped' && !isUnasked(problem);
  if (state.status === 'checking' && !isOpen) {
    const { report, seats: sync, settings } = state;
    return lookingAgain({ ...state.previous, report, seats: sync, settings }, at);
  }
  const mapping = mappingOf(state);
  if (mapping !== null) {
    const why = sameTarget(mapping, state.wanted) ? problem : ofEdit(problem);
    return { status: 'needsAttention', ...common(state), mapping, problem: why };
  }
  return { status: 'refused', ...changing(state), ...wish(state), problem };
}

function mappingUnchecked(state: State, { at: since, problem }: Of<'mappingUnchecked'>): Next {
  if (state.status !== 'checking') return reject('No mapping is being checked.');
  const replaces = mappingOf(state);
  return to({ status: 'pendingCheck', ...changing(state), ...wish(state), since, problem, replaces });
}

function mappedTo(state: Checking | PendingCheck, { target, at: checkedAt }: Of<'mappingChecked'>): State {
  const { by, at } = state;
  const from = mappingOf(state);
  const mapping = { ...target, by, at };
  const next = { status: 'mapped' as const, ...changing(state), mapping };
  if (from !== null && sameTarget(from, target)) return lookingAgain(next, checkedAt);
  const retargeted = aim(state, { by, at: checkedAt, from, to: target });
  return { ...next, seats: retargeted, changes: changed(state, { at, by, from: checked(from), to: target }) };
}

/** What a person chose counts as a change when it stands, not while it is being checked. */
const changing = (state: Checking | PendingCheck): Common =>
  state.status === 'checking' ? { ...common(state), revision: state.revision + 1 } : common(state);

/** What was reported while the mapping was being checked has not reached the seat sync. */
function lookingAgain(state: State, at: string): State {
  if (state.status !== 'mapped') return state;
  const next = seats.transition(state.seats, { type: 'settingsChanged', at });
  return next.accepted ? { ...state, seats: next.state } : state;
}

function organizationReported(state: State, event: Of<'organizationReported'>): Next {
  const { report, debounceUntil, at } = event;
  const before = state.report;
  if (isOlder(report, before)) return to(state);
  const next: State = { ...state, report };
  if (next.status !== 'mapped') return to(next);
  const seatsChanged = !sameSeats(report.seats, before.seats);
  const statusChanged = report.status !== before.status;
  return seatsAfter(next, { type: 'reported', seatsChanged, statusChanged, debounceUntil, at });
}

function settingsChanged(state: State, { settings, at }: Of<'settingsChanged'>): Next {
  if (newest(state.settings, settings) !== settings) return to(state);
  const next: State = { ...state, settings };
  return next.status === 'mapped' ? seatsAfter(next, { type: 'settingsChanged', at }) : to(next);
}

/** What a reconcile no longer finds, or finds again, is checked anew before anything is written to it. */
function reconciled(state: State, event: Of<'reconcileFound' | 'reconcileMissed'>): Next {
  if (state.status === 'needsAttention') return to(checkedAgain(state, event.at));
  if (event.type === 'reconcileFound') return withSeats(state, event);
  return state.status === 'mapped' ? to(checkedAgain(state, event.at)) : reject(notMapped(state));
}

function withSeats(state: State, event: seats.Event): Next {
  return state.status === 'mapped' ? seatsAfter(state, event) : reject(notMapped(state));
}

function seatsAfter(state: State, event: seats.Event): Next {
  const next = seats.transition(state.seats, event);
  return next.accepted ? to({ ...state, seats: next.state }) : next;
}

/** A turn that was under way when the mapping was put aside may have written: what it brought is not forgotten. */
function ofTurn(state: State, event: Of<'decided' | 'writeRefused' | 'writeUnanswered'>): Next {
  return state.status === 'mapped' || seats.transition(state.seats, event).accepted
    ? seatsAfter(state, event)
    : reject(notMapped(state));
}

function unlinkRequested(state: State, { by, at }: Of<'unlinkRequested'>): Next {
  if (state.status === 'unmapped') return to(state);
  const from = mappingOf(state);
  const next = { ...unmapped(state), revision: state.revision + 1 };
  if (from === null) return to(next);
  const changes = changed(state, { at, by, from: checked(from), to: null });
  return to({ ...next, changes, seats: aim(state, { by, at, from, to: null }) });
}

const isUnasked = ({ code }: Problem): boolean => code.startsWith('connection.');

const isBeingChecked = (state: State): state is Checking | PendingCheck =>
  state.status === 'checking' || state.status === 'pendingCheck';

const hasNumbers = ({ settings: { definition } }: Mapped): boolean => definition !== null && definition !== 'none';

const sameSeats = (a: Seats, b: Seats): boolean =>
  a.used === b.used && a.purchased === b.purchased && a.active === b.active;
