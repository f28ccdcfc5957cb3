import fc from 'fast-check';
import { decide, decideUnread } from '../../../domain/seats/decision';
import type { Event, State } from '../../../domain/seats/machine';
import { initial } from '../../../domain/seats/machine';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import type { SeatPolicy } from '../../../domain/seats/policy-schema';
import { ada, reportOf, step } from './samples';

type Step =
  | { readonly does: 'report' | 'edit'; readonly count: number }
  | { readonly does: 'begin' | 'end' | 'pass' | 'reconcile' };

/** One organization and its licence: turns begin with what is newest then, and end later. */
function createOrganization(policy: SeatPolicy, first: 'startRequested' | 'previewed' = 'startRequested') {
  let state: State = initial;
  let report = reportOf(7);
  let licence = 3;
  let minute = 0;
  let turn: (() => void) | null = null;
  const log: { readonly over: number; readonly known: number | null; readonly wrote: number }[] = [];
  let reads = 0;

  const now = () => new Date(Date.UTC(2026, 9, 1, 12, minute)).toISOString();
  const send = (event: Event) => {
    const result = step(state, event);
    if (result.accepted) state = result.state;
  };

  const begin = () => {
    if (state.status !== 'waiting' || turn !== null) return;
    const { version, written, accepted, approval, cause, seen } = state;
    const known = { cause, written, accepted, approval };
    const input = { ...known, definition: 'used' as const, report, policy, at: now() };
    const unread = decideUnread({ ...input, seen });
    const outcome = { type: 'decided', definition: 'used', version } as const;
    if (unread !== null) return send({ ...outcome, decision: unread, licence: null, at: now() });
    turn = () => {
      reads += 1;
      const read = { count: licence, seenAt: now() };
      const decision = decide({ ...input, licence: read });
      if (decision.kind === 'write') {
        log.push({ over: licence, known: written?.count ?? null, wrote: decision.after });
        licence = decision.after;
      }
      send({ ...outcome, decision, licence: read, at: now() });
    };
  };
  const end = () => {
    const ending = turn;
    turn = null;
    ending?.();
  };
  const pass = () => {
    minute += 1;
    if (state.status === 'debouncing' && state.until <= now()) send({ type: 'debounceEnded', at: now() });
  };

  send({ type: first, by: ada, at: now() });
  return {
    begin,
    end,
    pass,
    report(count: number) {
      const seatsChanged = report.seats.used !== count;
      report = { ...reportOf(count), observedAt: now() };
      const debounceUntil = new Date(Date.UTC(2026, 9, 1, 12, minute + 2)).toISOString();
      send({ type: 'reported', seatsChanged, statusChanged: false, debounceUntil, at: now() });
    },
    edit(count: number) {
      licence = count;
    },
    reconcile() {
      if (state.seen?.count === licence) return;
      send({ type: 'reconcileFound', licence: { count: licence, seenAt: now() }, at: now() });
    },
    finish() {
      for (let left = 0; left < 10; left += 1) {
        begin();
        end();
        pass();
      }
    },
    seen: () => ({ status: state.status, licence, wanted: report.seats.used, log, reads }),
  };
}

// Small enough that no guard rail holds a change.
const count = fc.nat({ max: 10 });
const does = fc.constantFrom('begin', 'end', 'pass', 'reconcile').map((name) => ({ does: name }));
const reports = fc.record({ does: fc.constant('report'), count });
const edits = fc.record({ does: fc.constant('edit'), count });

function played(steps: readonly Step[], organization: ReturnType<typeof createOrganization>) {
  for (const step of steps) {
    if (step.does === 'report' || step.does === 'edit') organization[step.does](step.count);
    else organization[step.does]();
  }
  return organization;
}

const writesAll: SeatPolicy = { ...defaultSeatPolicy, dropToZero: 'write' };

it('acceptance 76: the newest report arrives in the licence, wherever in a turn it comes', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(does, reports), { maxLength: 60 }), (steps) => {
      const organization = played(steps, createOrganization(writesAll));
      organization.finish();
      const { status, licence, wanted } = organization.seen();
      expect([status, licence]).toEqual(['inSync', wanted]);
    }),
    { numRuns: 1000 },
  );
});

it('acceptance 55: after a preview nothing is written until a report or the reconcile comes, and everything then', () => {
  const organization = createOrganization(writesAll, 'previewed');
  organization.finish();
  expect(organization.seen()).toMatchObject({ status: 'inSync', licence: 3, reads: 0 });
  fc.assert(
    fc.property(fc.array(fc.oneof(does, reports), { maxLength: 60 }), (steps) => {
      const previewed = played(steps, createOrganization(writesAll, 'previewed'));
      previewed.reconcile();
      previewed.finish();
      const { status, licence, wanted } = previewed.seen();
      expect([status, licence]).toEqual(['inSync', wanted]);
    }),
  );
});

it('never writes over an edit that nobody decided about', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(does, reports, edits), { maxLength: 60 }), (steps) => {
      const organization = played(steps, createOrganization(writesAll));
      organization.finish();
      for (const { over, known } of organization.seen().log) expect(known ?? over).toBe(over);
    }),
    { numRuns: 1000 },
  );
});

it('reads and writes once for 100 reports within the debounce, whatever their order', () => {
  fc.assert(
    fc.property(fc.array(count, { minLength: 99, maxLength: 99 }), (counts) => {
      const organization = createOrganization(writesAll);
      organization.finish();
      const before = organization.seen().reads;
      for (const value of [...counts, 9, 8]) organization.report(value);
      organization.finish();
      const { reads, log, licence } = organization.seen();
      expect([reads - before, log.length, licence]).toEqual([1, 2, 8]);
    }),
  );
});

it('needs no request when reports come back to what HaloPSA holds', () => {
  const organization = createOrganization(writesAll);
  organization.finish();
  const before = organization.seen().reads;
  for (const value of [9, 2, 7]) organization.report(value);
  organization.finish();
  expect(organization.seen()).toMatchObject({ status: 'inSync', reads: before, licence: 7 });
});
