import fc from 'fast-check';
import type { Event, State } from '../../../domain/connection/ticket-mapping';
import { awaited, initial, transition } from '../../../domain/connection/ticket-mapping';
import { after, starting } from '../machine';
import { ada, alerts, ben, incidents, minute, names, refusedByHalo, unavailable } from '../samples';

/** Every step of this machine, with all that starts with it. */
export const step = starting({ transition, awaited });

const reach = after(step);

/** One event of each type: a type added to the machine must be answered here to compile. */
export const events = {
  ticketMappingSaved: { type: 'ticketMappingSaved', wanted: incidents, by: ada, at: minute(10) },
  ticketMappingChecked: { type: 'ticketMappingChecked', names },
  ticketMappingRefused: { type: 'ticketMappingRefused', problem: refusedByHalo },
  ticketMappingUnchecked: { type: 'ticketMappingUnchecked', problem: unavailable },
  ticketMappingRevoked: { type: 'ticketMappingRevoked', by: ben, at: minute(20), undoUntil: minute(30) },
  ticketMappingRestored: { type: 'ticketMappingRestored', at: minute(25) },
} as const satisfies { readonly [Type in Event['type']]: Extract<Event, { type: Type }> };

export const edited: Event = { type: 'ticketMappingSaved', wanted: alerts, by: ben, at: minute(15) };

const checking = reach(initial, events.ticketMappingSaved);
const set = reach(checking, events.ticketMappingChecked);
const pendingCheck = reach(checking, events.ticketMappingUnchecked);

/** One state of each status, likewise. */
export const states: Readonly<Record<State['status'], State>> = {
  notSet: initial,
  checking,
  pendingCheck,
  set,
  refused: reach(pendingCheck, events.ticketMappingRefused),
  revoked: reach(set, events.ticketMappingRevoked),
};

/** Further states, where what is underneath decides. */
export const variants = {
  'checking (set before)': reach(set, edited),
  'checking (pendingCheck before)': reach(pendingCheck, edited),
  'checking (refused before)': reach(states.refused, edited),
  'checking (revoked before)': reach(states.revoked, edited),
  'pendingCheck (set before)': reach(set, edited, events.ticketMappingUnchecked),
  'refused (set before)': reach(set, edited, events.ticketMappingUnchecked, events.ticketMappingRefused),
  'revoked (pendingCheck kept)': reach(pendingCheck, events.ticketMappingRevoked),
  'revoked (refused kept)': reach(
    ...([
      set,
      edited,
      events.ticketMappingUnchecked,
      events.ticketMappingRefused,
      events.ticketMappingRevoked,
    ] as const),
  ),
} as const;

const problem = fc.constantFrom(refusedByHalo, unavailable);
const by = fc.constantFrom(ada, ben);
const at = fc.integer({ min: 0, max: 60 }).map(minute);
const wanted = fc.constantFrom(incidents, alerts);

const eventsOfType: { readonly [Type in Event['type']]: fc.Arbitrary<Extract<Event, { type: Type }>> } = {
  ticketMappingSaved: fc.record({ type: fc.constant('ticketMappingSaved'), wanted, by, at }),
  ticketMappingChecked: fc.constant(events.ticketMappingChecked),
  ticketMappingRefused: fc.record({ type: fc.constant('ticketMappingRefused'), problem }),
  ticketMappingUnchecked: fc.record({ type: fc.constant('ticketMappingUnchecked'), problem }),
  ticketMappingRevoked: fc.record({ type: fc.constant('ticketMappingRevoked'), by, at, undoUntil: at }),
  ticketMappingRestored: fc.record({ type: fc.constant('ticketMappingRestored'), at }),
};

export const anyEvent: fc.Arbitrary<Event> = fc.oneof(...Object.values(eventsOfType));
