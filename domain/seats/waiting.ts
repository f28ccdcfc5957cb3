import type { Actor } from '../schema';
import type { Transition } from '../transition';
import { to } from '../transition';
import { common } from './common';
import type { Approval, Cause, Common, Effect, News, State, Waiting } from './state';

/** The effect that a state waits for: started on entry, cancelled on leaving, started anew after a continue-as-new. */
export function awaited(state: State): readonly Effect[] {
  switch (state.status) {
    case 'waiting': {
      const { cause, approval, by, asked } = state;
      return [{ type: 'syncSeats', cause, approval, by, asked }];
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

export function waitingFor(state: Common, { cause, by, approval, at }: Wish): Transition<State, Effect> {
  const version = state.version + 1;
  return resumed({
    status: 'waiting',
    ...common(state),
    version,
    asked: version,
    since: at,
    cause,
    by: by ?? null,
    approval: approval ?? null,
    news: null,
  });
}

export const debouncing = (state: Common, { until, cause }: News): Transition<State, Effect> =>
  resumed({ status: 'debouncing', ...common(state), until, cause });

export function withNews(state: Waiting, news: News, at: string): Waiting {
  const isEarlier = news.cause === 'report' && state.news !== null && Date.parse(state.news.until) > Date.parse(at);
  return { ...state, version: state.version + 1, news: isEarlier ? state.news : news };
}

const resumed = (state: State): Transition<State, Effect> => to(state, ...awaited(state));

export const isSettled = ({ status }: State): boolean =>
  status === 'inSync' || status === 'held' || status === 'drift' || status === 'needsYou';
