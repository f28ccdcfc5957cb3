import type { Actor } from '../schema';
import { common } from './common';
import type { Approval, Cause, Doubtful, Effect, News, Next, State, Waiting } from './state';
import { to } from './state';

/** The turn that a state waits for, or the time until which seat changes are collected. */
export function awaited(state: State): readonly Effect[] {
  switch (state.status) {
    case 'waiting': {
      const { cause, approval, by, sinceVersion } = state;
      return [{ type: 'syncSeats', cause, approval, by, sinceVersion }];
    }
    case 'debouncing':
      return [{ type: 'waitForDebounce', until: state.until }];
    case 'notStarted':
    case 'inSync':
    case 'held':
    case 'drift':
    case 'needsYou':
    case 'off':
      return [];
  }
}

interface Wish {
  readonly cause: Cause;
  readonly by?: Actor;
  readonly approval?: Approval;
  readonly at: string;
}

export function waitingFor(state: Doubtful, { cause, by, approval, at }: Wish): Next {
  const version = state.version + 1;
  return to({
    status: 'waiting',
    ...common(state),
    version,
    sinceVersion: version,
    since: at,
    cause,
    by: by ?? null,
    approval: approval ?? null,
    news: null,
    unanswered: state.unanswered ?? null,
  });
}

export const debouncing = (state: Doubtful, { until, cause }: News): Next =>
  to({ status: 'debouncing', ...common(state), unanswered: state.unanswered ?? null, until, cause });

export function withNews(state: Waiting, news: News, at: string): Waiting {
  const isEarlier = news.cause === 'report' && state.news !== null && Date.parse(state.news.until) > Date.parse(at);
  return { ...state, version: state.version + 1, news: isEarlier ? state.news : news };
}

export const isSettled = ({ status }: State): boolean =>
  status === 'inSync' || status === 'held' || status === 'drift' || status === 'needsYou';
