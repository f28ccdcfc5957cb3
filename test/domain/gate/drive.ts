import type { Effect, Event, State } from '../../../domain/gate/machine';
import { dueAt } from '../../../domain/gate/machine';
import { unavailable } from '../samples';
import { step } from './states';

export interface Call {
  readonly at: number;
  /** Null for the gate's own probe. */
  readonly key: string | null;
  readonly outcome: 'done' | 'unavailable';
}

interface Drive {
  readonly until: number;
  readonly takesMs: number;
  readonly requests: number;
  /** Whether HaloPSA takes the call; the gate's own probe has no key. */
  readonly isUp: (at: number, key: string | null) => boolean;
  readonly spread: () => number;
}

/** Lets time pass for the gate: turns and probes take their time and end as HaloPSA decides, timers fire when they are due. */
export function drive(initial: State, from: number, options: Drive): { state: State; calls: readonly Call[] } {
  const calls: Call[] = [];
  let state = initial;
  let at = from;
  const send = (event: Event): readonly Effect[] => {
    const next = step(state, event);
    if (!next.accepted) throw new Error(`${state.status} rejects ${event.type}: ${next.reason}`);
    state = next.state;
    return next.effects;
  };
  while (at < options.until) {
    const { inFlight } = state;
    const due = inFlight === null ? dueAt(state) : at + options.takesMs;
    if (due === null) break;
    at = Math.max(at, due);
    if (inFlight === null) send({ type: 'timeCame', at });
    else calls.push(ended(send, inFlight.type === 'turn' ? inFlight.key : null, at, options));
  }
  return { state, calls };
}

function ended(send: (event: Event) => unknown, key: string | null, at: number, options: Drive): Call {
  const isUp = options.isUp(at, key);
  const outcome = isUp ? 'done' : 'unavailable';
  const { requests } = options;
  const failure = { requests, problem: unavailable, retryAfterMs: null, spread: options.spread(), at };
  if (key !== null) send({ type: 'turnFinished', key, outcome, rateLimited: false, ...failure });
  else if (isUp) send({ type: 'probeSucceeded', requests, at });
  else send({ type: 'probeFailed', outcome: 'unavailable', ...failure });
  return { at, key, outcome };
}
