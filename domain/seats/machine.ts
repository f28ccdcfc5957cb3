import { reject } from '../transition';
import { common, record } from './common';
import { settled } from './outcome';
import type { Common, Entry, Event, News, Next, State } from './state';
import { to } from './state';
import { debouncing, isSettled, waitingFor, withNews } from './waiting';
import * as words from './words';

export type { Effect, Event, State } from './state';
export { awaited } from './waiting';

export const initial: State = {
  status: 'notStarted',
  version: 0,
  written: null,
  seen: null,
  accepted: null,
  history: [],
};

export function transition(state: State, event: Event): Next {
  switch (event.type) {
    case 'reported':
      return reported(state, event);
    case 'previewed':
      return previewed(state, event);
    case 'startRequested':
      return startRequested(state, event);
    case 'debounceEnded':
      if (state.status !== 'debouncing') return reject(words.NOTHING_COLLECTED);
      return waitingFor(state, { cause: state.cause, at: event.at });
    case 'decided':
    case 'writeRefused':
      return turnEnded(state, event);
    case 'writeUnanswered':
      if (state.status !== 'waiting' || state.sinceVersion !== event.sinceVersion) return reject(words.NOTHING_SENT);
      return to({ ...state, unanswered: event.sent });
    case 'approveRequested':
      return approveRequested(state, event);
    case 'dismissRequested':
      return dismissRequested(state, event);
    case 'syncRequested':
      return syncRequested(state, event);
    case 'driftChosen':
      return driftChosen(state, event);
    case 'reconcileFound':
      return reconcileFound(state, event);
    case 'settingsChanged':
      return settingsChanged(state, event.at);
    case 'retargeted':
      return retargeted(state, event);
  }
}

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;

function reported(state: State, event: Of<'reported'>): Next {
  const isNews = event.seatsChanged || event.statusChanged;
  const news: News = { until: event.debounceUntil, cause: 'report' };
  switch (state.status) {
    case 'notStarted':
    case 'off':
    // The first deadline stands, so that constant reports cannot postpone for ever.
    case 'debouncing':
      return to(state);
    case 'waiting':
      return to(isNews ? withNews(state, news, event.at) : state);
    case 'held':
      return isNews || state.reason === 'oldReport' ? debouncing(state, news) : to(state);
    case 'inSync':
    case 'drift':
    case 'needsYou':
      return isNews ? debouncing(state, news) : to(state);
  }
}

/** From now on, reports and the reconcile may write. A person who wants it at once asks for a sync. */
function previewed(state: State, { by, at }: Of<'previewed'>): Next {
  if (state.status !== 'notStarted') return to(state);
  return to({ ...started(state, { cause: 'preview', by, at }), status: 'inSync', since: at });
}

function startRequested(state: State, { by, at }: Of<'startRequested'>): Next {
  if (!canStart(state)) return to(state);
  return waitingFor(started(state, { cause: 'start', by, at }), { cause: 'start', by, at });
}

/** A start is possible after a preview too, until something was written. Who starts accepts the numbers, whatever their size. */
export const canStart = (state: Pick<State, 'status' | 'written' | 'accepted'>): boolean =>
  state.status === 'notStarted' || (state.status === 'inSync' && state.written === null && state.accepted === null);

function started(state: State, { cause, by, at }: Pick<Entry, 'cause' | 'by' | 'at'>): Common {
  const { history } = record(state, {
    at,
    before: null,
    after: null,
    definition: null,
    cause,
    by,
    outcome: 'started',
    detail: null,
  });
  return { ...common(state), history };
}

function turnEnded(state: State, event: Of<'decided' | 'writeRefused'>): Next {
  if (state.status !== 'waiting' || event.version < state.sinceVersion) return endedLate(state, event);
  const next = settled(state, event);
  return state.news !== null && event.version < state.version ? debouncing(next, state.news) : to(next);
}

/** The mapping was changed while the write was on its way. The history tells what the former licence was given. */
function endedLate(state: State, event: Of<'decided' | 'writeRefused'>): Next {
  if (event.type !== 'decided' || event.decision.kind !== 'write') return reject(words.NOTHING_SENT);
  const { at, definition, decision } = event;
  const { before, after } = decision;
  const { history } = record(state, {
    at,
    before,
    after,
    definition,
    cause: 'remap',
    by: null,
    outcome: 'written',
    detail: words.WRITTEN_LATE,
  });
  return to({ ...state, history });
}

function approveRequested(state: State, { by, at, count }: Of<'approveRequested'>): Next {
  if (state.status !== 'held') return reject(words.NOTHING_HELD);
  if (count !== undefined && count !== state.after) return reject(words.heldNow(state));
  return waitingFor(state, { cause: 'approve', by, at, approval: { count: state.after, by, at } });
}

function dismissRequested(state: State, { by, at, count }: Of<'dismissRequested'>): Next {
  if (state.status !== 'held') return reject(words.NOTHING_HELD);
  if (count !== undefined && count !== state.after) return reject(words.heldNow(state));
  const { before, after, definition, cause } = state;
  const { history } = record(state, { at, before, after, definition, cause, by, outcome: 'dismissed', detail: null });
  return to({
    status: 'inSync',
    ...common(state),
    history,
    since: at,
    accepted: { theirs: before, insteadOf: after },
  });
}

/** A person who asks for a sync wants to be asked again about what was once dismissed or left to HaloPSA. */
function syncRequested(state: State, { by, at }: Of<'syncRequested'>): Next {
  if (state.status === 'notStarted') return reject(words.START_FIRST);
  if (state.status === 'off') return reject(words.CHOOSE_SEATS_FIRST);
  if (state.status === 'waiting') return to(state);
  return waitingFor({ ...state, accepted: null }, { cause: 'sync', by, at });
}

function driftChosen(state: State, event: Of<'driftChosen'>): Next {
  if (state.status !== 'drift') return reject(words.NO_DRIFT);
  if (event.theirs !== undefined && event.theirs !== state.theirs) return reject(words.driftNow(state));
  const { ours, theirs, definition } = state;
  const { by, at } = event;
  if (event.choice === 'ours') {
    return waitingFor(state, { cause: 'drift', by, at, approval: { count: ours, overwrite: theirs, by, at } });
  }
  const { history } = record(state, {
    at,
    before: theirs,
    after: ours,
    definition,
    cause: 'drift',
    by,
    outcome: 'keptTheirs',
    detail: null,
  });
  return to({
    status: 'inSync',
    ...common(state),
    history,
    since: at,
    accepted: { theirs, insteadOf: ours },
  });
}

function reconcileFound(state: State, { licence, at }: Of<'reconcileFound'>): Next {
  // The page was read before our last look or write, so it tells nothing new.
  if (licence !== null && state.seen !== null && Date.parse(licence.seenAt) < Date.parse(state.seen.seenAt))
    return to(state);
  const next = { ...state, seen: licence };
  return isSettled(state) ? waitingFor(next, { cause: 'reconcile', at }) : to(next);
}

function settingsChanged(state: State, at: string): Next {
  if (isSettled(state)) return waitingFor(state, { cause: 'settings', at });
  if (state.status === 'waiting') return to(withNews(state, { until: at, cause: 'settings' }, at));
  if (state.status !== 'off') return to(state);
  // There were no numbers to send until now, so nobody can have seen them in a preview.
  if (state.written === null) return to({ status: 'notStarted', ...common(state) });
  return waitingFor(state, { cause: 'settings', at });
}

function retargeted(state: State, event: Of<'retargeted'>): Next {
  const { by, at } = event;
  const next = { ...common(state), ...forgotten, history: left(state, event) };
  if (event.to === null || state.status === 'notStarted') return to({ status: 'notStarted', ...next });
  if (state.status === 'off') return to({ status: 'off', ...next, since: state.since });
  return waitingFor(next, { cause: 'remap', by, at });
}

function left(state: Common, { from, to: next, by, at }: Of<'retargeted'>): Common['history'] {
  if (from === null) return state.history;
  const detail = words.leftBehind(from, next);
  const before = state.seen?.count ?? state.written?.count ?? null;
  const definition = state.written?.definition ?? null;
  return record(state, { at, before, after: null, definition, cause: 'remap', by, outcome: 'left', detail }).history;
}

const forgotten = { written: null, seen: null, accepted: null };
