import type { OrganizationReport } from '../../../domain/schema';
import type { DecisionInput } from '../../../domain/seats/decision';
import type { Effect, Event, State } from '../../../domain/seats/machine';
import { awaited, initial, transition } from '../../../domain/seats/machine';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import type { SeatsContext } from '../../../domain/seats/view';
import { starting } from '../machine';

/** Every step of this machine, with all that starts with it. */
export const step = starting({ transition, awaited });

export const ada = { id: 'u-1', name: 'Ada' };
export const at = '2026-10-01T12:00:00.000Z';
export const later = '2026-10-01T13:00:00.000Z';

/** A time of day on the day of the samples. */
export const time = (clock: string) => `2026-10-01T${clock}:00.000Z`;

export const report: OrganizationReport = {
  name: 'Contoso',
  status: 'active',
  seats: { used: 40, purchased: 50, active: 35 },
  observedAt: at,
};

export const context: SeatsContext = { report, definition: 'used', policy: defaultSeatPolicy };

export const reportOf = (used: number): OrganizationReport => ({ ...report, seats: { ...report.seats, used } });

export const licence = (count: number, seenAt = at) => ({ count, seenAt });

export const written = (count: number) => ({ count, definition: 'used' as const, at });

export const question: DecisionInput = {
  cause: 'report',
  definition: 'used',
  report,
  policy: defaultSeatPolicy,
  at,
  written: null,
  accepted: null,
  licence: null,
  approval: null,
};

const problem = { code: 'halo.notFound', detail: 'The Software Licence is gone.' };

const outcome = { definition: 'used' as const, licence: licence(30), at };

/** Outcomes with the version that the turn began with. */
export const outcomes = (version: number) =>
  ({
    decidedOff: { type: 'decided', decision: { kind: 'off' }, ...outcome, definition: 'none', version },
    decidedUnchanged: { type: 'decided', decision: { kind: 'unchanged', count: 30, wanted: 30 }, ...outcome, version },
    decidedWrite: { type: 'decided', decision: { kind: 'write', before: 30, after: 40 }, ...outcome, version },
    decidedHeld: {
      type: 'decided',
      decision: { kind: 'held', reason: 'largeChange', before: 30, after: 4 },
      ...outcome,
      version,
    },
    decidedDrift: {
      type: 'decided',
      decision: { kind: 'drift', ours: 40, theirs: 30, written: 35 },
      ...outcome,
      version,
    },
    writeRefused: { type: 'writeRefused', problem, version, at },
    writeUnanswered: { type: 'writeUnanswered', sent: { before: 10, after: 12 }, sinceVersion: version },
  }) as const satisfies Record<string, Event>;

export const commands = {
  reported: { type: 'reported', seatsChanged: true, statusChanged: false, debounceUntil: time('12:01'), at },
  statusReported: { type: 'reported', seatsChanged: false, statusChanged: true, debounceUntil: time('12:01'), at },
  sameReported: { type: 'reported', seatsChanged: false, statusChanged: false, debounceUntil: time('12:01'), at },
  previewed: { type: 'previewed', by: ada, at },
  startRequested: { type: 'startRequested', by: ada, at },
  debounceEnded: { type: 'debounceEnded', at },
  approveRequested: { type: 'approveRequested', by: ada, at },
  dismissRequested: { type: 'dismissRequested', by: ada, at },
  syncRequested: { type: 'syncRequested', by: ada, at },
  oursChosen: { type: 'driftChosen', choice: 'ours', by: ada, at },
  theirsChosen: { type: 'driftChosen', choice: 'theirs', by: ada, at },
  reconcileFound: { type: 'reconcileFound', licence: licence(31, later), at },
  settingsChanged: { type: 'settingsChanged', at },
  retargeted: { type: 'retargeted', by: ada, at, from: 'Backup', to: 'Backup Pro' },
  unlinked: { type: 'retargeted', by: ada, at, from: 'Backup', to: null },
} as const satisfies Record<string, Event>;

/** Every event by its name in the diagram, as it would happen to that state. */
export const eventsFor = (state: State): Readonly<Record<string, Event>> => ({
  ...commands,
  ...outcomes(state.version),
});

export function next(state: State, event: Event): State {
  const result = step(state, event);
  if (!result.accepted) throw new Error(result.reason);
  return result.state;
}

export function effects(state: State, event: Event): readonly Effect[] {
  const result = step(state, event);
  if (!result.accepted) throw new Error(result.reason);
  return result.effects;
}

/** The state after these events, each by its name. */
export function stateAfter(...names: string[]): State {
  return names.reduce((state, name) => next(state, named(state, name)), initial);
}

export function named(state: State, name: string): Event {
  const event = eventsFor(state)[name];
  if (event === undefined) throw new Error(`No event is called ${name}.`);
  return event;
}

export const started = (name: string) => stateAfter('startRequested', name);

export const states: Readonly<Record<string, State>> = {
  notStarted: initial,
  inSync: started('decidedWrite'),
  debouncing: stateAfter('startRequested', 'decidedWrite', 'reported'),
  waiting: stateAfter('startRequested'),
  held: started('decidedHeld'),
  drift: started('decidedDrift'),
  needsYou: started('writeRefused'),
  off: started('decidedOff'),
  // A partner who chose another number before: what was once written is still known.
  offOnceWritten: stateAfter('startRequested', 'decidedWrite', 'settingsChanged', 'decidedOff'),
};
