import fc from 'fast-check';
import { decide } from '../../../domain/seats/decision';
import type { Event, State } from '../../../domain/seats/machine';
import { awaited, initial } from '../../../domain/seats/machine';
import type { Cause } from '../../../domain/seats/state';
import { ada, at, commands, eventsFor, licence, report, step, time, written } from './samples';

const count = fc.oneof(fc.integer({ min: -5, max: 60 }), fc.constantFrom(0.5, 39.5, 40, 1_000_000));
const seats = fc.nat({ max: 60 });

const cause = fc.constantFrom<Cause[]>('report', 'reconcile', 'approve', 'drift', 'sync', 'start', 'remap', 'settings');

const input = fc.record({
  cause,
  definition: fc.constantFrom('used', 'purchased', 'active', 'none'),
  report: fc.record({
    name: fc.constant(report.name),
    status: fc.constantFrom('active', 'suspended', 'unsubscribed'),
    seats: fc.record({ used: seats, purchased: seats, active: seats }),
    observedAt: fc.constantFrom(at, '2026-09-01T00:00:00Z'),
  }),
  policy: fc.record({
    largeChange: fc.record({ percent: seats, seats }),
    dropToZero: fc.constantFrom('hold', 'write'),
    maxReportAgeHours: fc.integer({ min: 1, max: 8760 }),
    inactiveOrganization: fc.constantFrom('hold', 'write'),
    drift: fc.constantFrom('ask', 'alwaysOurs'),
    schedule: fc.constant({ hour: 2, timeZone: 'UTC' }),
  }),
  written: fc.option(count.map(written)),
  accepted: fc.option(fc.record({ theirs: count, insteadOf: seats })),
  licence: fc.option(count.map((value) => licence(value))),
  approval: fc.option(
    fc.oneof(
      fc.record({ count: seats, by: fc.constant(ada), at: fc.constant(at) }),
      fc.record({ count: seats, overwrite: count, by: fc.constant(ada), at: fc.constant(at) }),
    ),
  ),
  at: fc.constant(at),
});

describe('a decision', () => {
  it('never writes over an edit without approval, policy or an accepted count', () => {
    fc.assert(
      fc.property(input, (asked) => {
        const decision = decide(asked);
        const { licence: read, written: last, policy, approval, accepted } = asked;
        if (decision.kind !== 'write' || read === null || last === null || read.count === last.count) return;
        const overwritten = approval !== null && 'overwrite' in approval && approval.overwrite === read.count;
        expect(policy.drift === 'alwaysOurs' || overwritten || accepted?.theirs === read.count).toBe(true);
      }),
    );
  });

  it('is unchanged or off when HaloPSA holds what is wanted', () => {
    fc.assert(
      fc.property(input, fc.constantFrom('used', 'purchased', 'active', 'none'), (asked, definition) => {
        const held = definition === 'none' ? 0 : asked.report.seats[definition];
        expect(['unchanged', 'off']).toContain(decide({ ...asked, definition, licence: licence(held) }).kind);
      }),
    );
  });

  it('writes or holds nothing but the wanted number, from the number in HaloPSA', () => {
    fc.assert(
      fc.property(input, (asked) => {
        const decision = decide(asked);
        if (decision.kind !== 'write' && decision.kind !== 'held') return;
        expect(decision.after).toBe(asked.definition === 'none' ? null : asked.report.seats[asked.definition]);
        if (asked.licence !== null) expect(decision.before).toBe(asked.licence.count);
      }),
    );
  });

  it('exempts nothing but the size of a first write, and that only from who starts', () => {
    fc.assert(
      fc.property(input, cause, (asked, other) => {
        const [one, two] = [decide(asked), decide({ ...asked, cause: other })];
        if (JSON.stringify(one) === JSON.stringify(two)) return;
        expect([asked.cause, other]).toContain('start');
        expect(asked.written).toBeNull();
        expect([one, two].filter(({ kind }) => kind === 'held')).toMatchObject([{ reason: 'largeChange' }]);
      }),
    );
  });

  it('asks nothing twice: what is approved is written, what is dismissed or left to HaloPSA stays', () => {
    fc.assert(
      fc.property(input, (asked) => {
        const decision = decide(asked);
        if (decision.kind === 'held') {
          const { before, after } = decision;
          const read = licence(before);
          const approved = decide({
            ...asked,
            licence: read,
            approval: { count: after, overwrite: before, by: ada, at },
          });
          const dismissed = decide({ ...asked, licence: read, accepted: { theirs: before, insteadOf: after } });
          expect([approved.kind, dismissed.kind]).toEqual(['write', 'unchanged']);
        }
        if (decision.kind === 'drift') {
          const { ours, theirs } = decision;
          const chosenOurs = decide({ ...asked, approval: { count: ours, overwrite: theirs, by: ada, at } });
          const chosenTheirs = decide({ ...asked, accepted: { theirs, insteadOf: ours } });
          expect([chosenOurs.kind, chosenTheirs.kind]).toEqual(['write', 'unchanged']);
        }
      }),
    );
  });
});

/** Steps by the names of the diagram; a late outcome is one of an earlier version. */
const steps = fc.array(
  fc.record({ name: fc.constantFrom(...Object.keys(eventsFor(initial))), late: fc.nat({ max: 2 }) }),
  { minLength: 1, maxLength: 120 },
);

type Seen = { readonly state: State; readonly event: Event; readonly result: ReturnType<typeof step> };

function walk(path: readonly { readonly name: string; readonly late: number }[]): readonly Seen[] {
  let state: State = initial;
  return path.flatMap(({ name, late }) => {
    const event = eventsFor({ ...state, version: state.version - late })[name];
    if (event === undefined) return [];
    const seen = { state, event, result: step(state, event) };
    if (seen.result.accepted) state = seen.result.state;
    return [seen];
  });
}

const everyStep = (check: (seen: Seen) => void) => fc.assert(fc.property(steps, (path) => walk(path).forEach(check)));

describe('after any events', () => {
  it('acceptance 55: sends nothing while not started or off', () => {
    everyStep(({ result }) => {
      if (!result.accepted || (result.state.status !== 'notStarted' && result.state.status !== 'off')) return;
      expect([...result.effects, ...awaited(result.state)]).toEqual([]);
    });
  });

  it('acceptance 55: leaves "not started" by a preview, that sends nothing, or a start only', () => {
    everyStep(({ state, event, result }) => {
      if (state.status !== 'notStarted' || !result.accepted || result.state.status === 'notStarted') return;
      expect([event.type, result.effects.length]).toEqual(
        result.state.status === 'inSync' ? ['previewed', 0] : ['startRequested', 1],
      );
    });
  });

  it('starts only what the new state waits for, and all of it when that is new', () => {
    everyStep(({ state, result }) => {
      if (!result.accepted) return;
      const before = awaited(state).map((effect) => JSON.stringify(effect));
      const begun = awaited(result.state).filter((effect) => !before.includes(JSON.stringify(effect)));
      expect(result.effects).toEqual(begun);
    });
  });

  it('a refusal says a sentence', () => {
    everyStep(({ state, event, result }) => {
      const frozen = JSON.stringify(state);
      if (!result.accepted) expect(result.reason).toMatch(/^[A-Z].*\.$/);
      expect(step(state, event)).toEqual(result);
      expect(JSON.stringify(state)).toBe(frozen);
    });
  });

  it('keeps the newest 50 of the history, newest first', () => {
    everyStep(({ state, result }) => {
      if (!result.accepted) return;
      const { history } = result.state;
      expect(history.length).toBeLessThanOrEqual(50);
      if (history[0] !== state.history[0]) expect(history.slice(1)).toEqual(state.history.slice(0, 49));
    });
  });

  it('an approval belongs to the wait that it began', () => {
    everyStep(({ state, event, result }) => {
      if (!result.accepted || result.state.status !== 'waiting' || result.state.approval === null) return;
      const isCarried = state.status === 'waiting' && state.sinceVersion === result.state.sinceVersion;
      expect(isCarried || event.type === 'approveRequested' || event.type === 'driftChosen').toBe(true);
    });
  });
});

it('has a full history after 60 writes', () => {
  let state: State = initial;
  const send = (event: Event | undefined) => {
    const result = event === undefined ? null : step(state, event);
    if (result?.accepted) state = result.state;
  };
  send(commands.startRequested);
  for (let write = 0; write < 60; write += 1) {
    send({ ...commands.syncRequested, at: time('12:30') });
    send(eventsFor(state)['decidedWrite']);
  }
  expect([state.history.length, state.history[49]?.outcome]).toEqual([50, 'written']);
});
