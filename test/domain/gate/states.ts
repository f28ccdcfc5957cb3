import fc from 'fast-check';
import type { TurnAccess } from '../../../domain/access';
import type { Kind } from '../../../domain/gate/kinds';
import type { Event, State } from '../../../domain/gate/machine';
import { awaited, initial, transition } from '../../../domain/gate/machine';
import type { Limits } from '../../../domain/gate/state';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import { after, starting } from '../machine';
import { ada, ben, incidents, partnerId, REFERENCE, site, unavailable, wrongSecret } from '../samples';

/** Every step of this machine, with all that starts with it. */
export const step = starting({ transition, awaited });

export const reach = after(step);

export const start = Date.UTC(2026, 0, 5);
/** So many seconds after the first instant, in milliseconds since 1970. */
export const second = (seconds: number): number => start + seconds * 1000;

const accessWith = (reference: number, ticketMapping: TurnAccess['settings']['ticketMapping']): TurnAccess => ({
  access: { partnerId, site, credentials: `${REFERENCE}${reference}`, generation: 1 },
  settings: { ticketMapping, seatPolicy: defaultSeatPolicy, revision: 1 },
});
export const usual = accessWith(1, incidents);
export const skipped = accessWith(1, null);
export const renewedAccess = accessWith(2, incidents);

export const requested = (key: string, seconds: number, kind: Kind = 'incident'): Event => ({
  type: 'turnRequested',
  key,
  kind,
  at: second(seconds),
});
export const finished = (
  key: string,
  seconds: number,
  rest: Partial<Extract<Event, { type: 'turnFinished' }>> = {},
): Event => ({
  type: 'turnFinished',
  key,
  outcome: 'done',
  requests: 2,
  problem: null,
  retryAfterMs: null,
  rateLimited: false,
  at: second(seconds),
  spread: 0.5,
  ...rest,
});
export const failing = (key: string, seconds: number): Event =>
  finished(key, seconds, { outcome: 'unavailable', problem: unavailable });
export const given = (access: TurnAccess | null, seconds: number, limits?: Partial<Limits>): Event => ({
  type: 'accessChanged',
  access,
  limits,
  at: second(seconds),
});
export const answered = (seconds: number, generation = usual.access.generation) =>
  ({ type: 'haloAnswered', generation, at: second(seconds) }) as const;
export const timeCame = (seconds: number): Event => ({ type: 'timeCame', at: second(seconds) });

/** One event of each type, at second 20 and about the turn `t`: a type added to the machine must be answered here to compile. */
export const events = {
  turnRequested: { type: 'turnRequested', key: 'new', kind: 'incident', at: second(20) },
  turnWithdrawn: { type: 'turnWithdrawn', key: 't', at: second(20) },
  turnFinished: {
    type: 'turnFinished',
    key: 't',
    outcome: 'done',
    requests: 2,
    problem: null,
    retryAfterMs: null,
    rateLimited: false,
    at: second(20),
    spread: 0.5,
  },
  turnLost: { type: 'turnLost', key: 't', at: second(20) },
  probeSucceeded: { type: 'probeSucceeded', requests: 1, at: second(20) },
  probeFailed: {
    type: 'probeFailed',
    outcome: 'unavailable',
    problem: unavailable,
    requests: 1,
    retryAfterMs: null,
    at: second(20),
    spread: 0.5,
  },
  haloAnswered: answered(20),
  timeCame: { type: 'timeCame', at: second(20) },
  accessChanged: { type: 'accessChanged', access: usual, at: second(20) },
  pauseRequested: { type: 'pauseRequested', by: ada, at: second(20) },
  resumeRequested: { type: 'resumeRequested', by: ben, at: second(20) },
  tryNowRequested: { type: 'tryNowRequested', by: ben, isExtra: true, at: second(20) },
  retryRequested: { type: 'retryRequested', key: null, at: second(20) },
  closeRequested: { type: 'closeRequested', by: ben, at: second(20) },
} as const satisfies { readonly [Type in Event['type']]: Extract<Event, { type: Type }> };

export const eventVariants: Readonly<Record<string, Event>> = {
  'turnFinished (refused)': { ...events.turnFinished, outcome: 'refused' },
  'turnFinished (unavailable)': { ...events.turnFinished, outcome: 'unavailable', problem: unavailable },
  'turnFinished (refusedCredentials)': { ...events.turnFinished, outcome: 'refusedCredentials', problem: wrongSecret },
  'turnFinished (late)': finished('gone', 20),
  'probeFailed (refusedCredentials)': { ...events.probeFailed, outcome: 'refusedCredentials', problem: wrongSecret },
  'haloAnswered (before a revoke)': answered(20, 0),
  'timeCame (next attempt)': timeCame(60),
  'timeCame (lease over)': timeCame(500),
  'accessChanged (renewed)': given(renewedAccess, 20),
  'accessChanged (none)': given(null, 20),
  'retryRequested (unknown)': { type: 'retryRequested', key: 'unknown', at: second(20) },
};

/** Open, with access, and nobody has asked. */
export const ready = reach(initial(partnerId), given(usual, 0));
export const keysOf = (state: State): readonly string[] => state.queue.map(({ key }) => key);
export const inTurn = (state: State): string | null => (state.inFlight?.type === 'turn' ? state.inFlight.key : null);

const busy = reach(ready, requested('t', 1), requested('w', 2));
const outage = reach(ready, requested('w', 1), failing('w', 2), { type: 'turnWithdrawn', key: 'w', at: second(3) });
const refused = finished('t', 4, { outcome: 'refusedCredentials', problem: wrongSecret });
const paused: Event = { type: 'pauseRequested', by: ada, at: second(10) };
const tried: Event = { type: 'tryNowRequested', by: ada, isExtra: true, at: second(11) };

/** One state of each status; where a turn may be in flight, it is `t`, and `w` waits behind it. */
export const states: Readonly<Record<State['status'], State>> = {
  open: busy,
  waitingForHalo: reach(outage, requested('t', 4), requested('w', 5), tried),
  needsReconnect: reach(busy, refused),
  paused: reach(busy, paused),
  closed: reach(busy, { type: 'closeRequested', by: ada, at: second(10) }),
};

/** Further states, where what is in flight or underneath decides. */
export const variants: Readonly<Record<string, State>> = {
  'open (idle)': ready,
  'open (no access)': reach(initial(partnerId), requested('t', 1)),
  'waitingForHalo (w waits)': reach(outage, requested('w', 5)),
  'waitingForHalo (nothing waits)': outage,
  'waitingForHalo (probe)': reach(outage, tried, requested('w', 12)),
  'paused (w waits)': reach(ready, paused, requested('w', 12)),
  'paused (outage, w waits)': reach(outage, paused, requested('w', 12)),
  'paused (outage, nothing waits)': reach(outage, paused),
  'paused (probe)': reach(outage, paused, tried),
  'paused (needsReconnect)': reach(busy, refused, paused),
  'closed (empty)': reach(ready, { type: 'closeRequested', by: ada, at: second(10) }),
};

const key = fc.constantFrom('a', 'b', 'c', 'd');
const kind = fc.constantFrom<Kind[]>('seatSync', 'mappingCheck', 'ticketMappingCheck', 'incident', 'reconcile');
const by = fc.constantFrom(ada, ben);
const at = fc.constant(start);
const common = { requests: fc.nat(5), spread: fc.double({ min: 0, max: 1, noNaN: true }), at };
const retryAfterMs = fc.option(fc.nat(400_000));
const problem = fc.constantFrom(unavailable, wrongSecret);

const eventsOfType: { readonly [Type in Event['type']]: fc.Arbitrary<Extract<Event, { type: Type }>> } = {
  turnRequested: fc.record({ type: fc.constant('turnRequested'), key, kind, at }),
  turnWithdrawn: fc.record({ type: fc.constant('turnWithdrawn'), key, at }),
  turnFinished: fc.record({
    type: fc.constant('turnFinished'),
    key,
    ...common,
    retryAfterMs,
    problem: fc.option(problem),
    outcome: fc.constantFrom('done', 'unavailable', 'unavailable', 'refusedCredentials', 'refused'),
    rateLimited: fc.boolean(),
  }),
  turnLost: fc.record({ type: fc.constant('turnLost'), key, at }),
  probeSucceeded: fc.record({ type: fc.constant('probeSucceeded'), requests: fc.nat(3), at }),
  probeFailed: fc.record({
    type: fc.constant('probeFailed'),
    ...common,
    retryAfterMs,
    problem,
    outcome: fc.constantFrom('unavailable', 'refusedCredentials'),
  }),
  haloAnswered: fc.record({ type: fc.constant('haloAnswered'), generation: fc.constantFrom(0, 1), at }),
  timeCame: fc.record({ type: fc.constant('timeCame'), at }),
  accessChanged: fc.record({
    type: fc.constant('accessChanged'),
    access: fc.constantFrom(null, usual, skipped, renewedAccess),
    at,
  }),
  pauseRequested: fc.record({ type: fc.constant('pauseRequested'), by, at }),
  resumeRequested: fc.record({ type: fc.constant('resumeRequested'), by, at }),
  tryNowRequested: fc.record({ type: fc.constant('tryNowRequested'), by, isExtra: fc.boolean(), at }),
  retryRequested: fc.record({ type: fc.constant('retryRequested'), key: fc.option(key), at }),
  closeRequested: fc.record({ type: fc.constant('closeRequested'), by: fc.option(by), at }),
};

const { turnRequested, turnFinished, closeRequested, ...others } = eventsOfType;

/** Any event, all at the first instant: whoever sends it sets the time. */
export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { arbitrary: turnRequested, weight: 10 },
  { arbitrary: turnFinished, weight: 14 },
  { arbitrary: closeRequested, weight: 1 },
  ...Object.values(others).map((arbitrary) => ({ arbitrary, weight: 3 })),
);
