import fc from 'fast-check';
import type { Event, SeatSettings, State } from '../../../domain/organization/machine';
import { awaited, initial } from '../../../domain/organization/machine';
import { decide } from '../../../domain/seats/decision';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import * as samples from '../samples';
import { ada, archive, backup, checkedArchive, checkedBackup, minute, report, siteUrl } from '../samples';
import { events } from './events';
import { step } from './states';

type Answer = 'mappingChecked' | 'mappingRefused' | 'mappingUnchecked';
type Step =
  | { readonly does: 'report'; readonly used: number }
  | { readonly does: 'move'; readonly to: typeof backup }
  | { readonly does: 'answer'; readonly answer: Answer }
  | { readonly does: 'begin' | 'end' | 'pass' | 'missed' | 'broken' | 'found' | 'revoke' | 'restore' | 'settings' };

/** No guard rail holds anything, so that nobody has to be asked; a drift would be a false one: nobody edits a licence. */
const policy = { ...defaultSeatPolicy, dropToZero: 'write', largeChange: { percent: 1000, seats: 100 } } as const;
const settings: SeatSettings = { definition: 'used', policy, generation: 1, revision: 1 };

/** One started organization and two licences: turns and checks end late, as a cancelled Activity does. */
function createOrganization() {
  const licences = new Map([backup, archive].map(({ softwareLicenceId }, index) => [softwareLicenceId, 3 + index]));
  let state: State = initial(samples.partnerId, samples.organizationId, report);
  let now = 100;
  let generation = 1;
  let turn: (() => void) | null = null;

  const at = () => minute(now);
  const send = (event: Event) => {
    const next = step(state, event);
    if (next.accepted) state = next.state;
    return next.accepted;
  };
  const awaits = (type: string) => awaited(state).some((effect) => effect.type === type);

  const answer = (outcome: Answer) => {
    // A check starts when the turn that it cancelled has ended.
    if (turn !== null || !('wanted' in state)) return;
    const isBackup = state.wanted.softwareLicenceId === backup.softwareLicenceId;
    if (outcome === 'mappingChecked') {
      return send({ ...events.mappingChecked, target: isBackup ? checkedBackup : checkedArchive, settings, at: at() });
    }
    return send({ ...events[outcome], at: at() });
  };

  const begin = () => {
    if (state.status !== 'mapped' || state.seats.status !== 'waiting' || turn !== null) return;
    const { version, cause, approval, written, accepted } = state.seats;
    const { softwareLicenceId } = state.mapping;
    const input = { cause, approval, written, accepted, definition: 'used', policy, report: state.report } as const;
    turn = () => {
      const licence = { count: licences.get(softwareLicenceId) ?? 0, seenAt: at() };
      const decision = decide({ ...input, licence, at: at() });
      if (decision.kind === 'write') licences.set(softwareLicenceId, decision.after);
      send({ type: 'decided', decision, definition: 'used', licence, version, at: at() });
    };
  };
  const end = () => {
    const ending = turn;
    turn = null;
    ending?.();
  };
  const pass = () => {
    now += 1;
    const { seats } = state;
    if (seats.status === 'debouncing' && seats.until <= at()) send({ type: 'debounceEnded', at: at() });
  };
  // A gate closes when no turn is in flight.
  const revoke = () => {
    end();
    generation += 1;
    send({ ...events.connectionRevoked, generation, keptUntil: minute(99_999) });
  };
  const restore = () => send({ type: 'connectionRestored', siteUrl, generation, at: at() });
  const found = () => send({ type: 'reconcileFound', licence: { count: 3, seenAt: at() }, at: at() });

  send(events.mappingRequested);
  answer('mappingChecked');
  send(events.startRequested);
  return {
    answer,
    begin,
    end,
    pass,
    revoke,
    restore,
    found,
    report(used: number) {
      const counted = { ...report, seats: { ...report.seats, used }, observedAt: at() };
      send({ type: 'organizationReported', report: counted, debounceUntil: minute(now + 2), at: at() });
    },
    move: (to: typeof backup) => send({ type: 'mappingRequested', wanted: to, by: ada, at: at() }),
    missed: () => send({ type: 'reconcileMissed', at: at() }),
    broken: () => turn === null && awaits('syncSeats') && send({ ...events.mappingBroken, at: at() }),
    settings: () => send({ type: 'settingsChanged', settings, at: at() }),
    finish() {
      for (let left = 0; left < 12; left += 1) {
        end();
        restore();
        answer('mappingChecked');
        if (state.status === 'needsAttention') found();
        begin();
        pass();
      }
    },
    seen: () => ({
      status: state.status,
      seats: state.seats.status,
      wanted: state.report.seats.used,
      count: state.status === 'mapped' ? licences.get(state.mapping.softwareLicenceId) : undefined,
      writes: state.seats.history.filter(({ outcome }) => outcome === 'written').length,
      drifts: state.seats.history.filter(({ outcome }) => outcome === 'drift').length,
    }),
  };
}

const simple = (['begin', 'end', 'pass', 'missed', 'broken', 'found', 'revoke', 'restore', 'settings'] as const).map(
  (does): Step => ({ does }),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...simple) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('report'), used: fc.nat({ max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('move'), to: fc.constantFrom(backup, archive) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('answer'),
      answer: fc.constantFrom<Answer[]>('mappingChecked', 'mappingRefused', 'mappingUnchecked'),
    }),
  },
);

function played(steps: readonly Step[]) {
  const organization = createOrganization();
  for (const step of steps) {
    if (step.does === 'report') organization.report(step.used);
    else if (step.does === 'move') organization.move(step.to);
    else if (step.does === 'answer') organization.answer(step.answer);
    else organization[step.does]();
  }
  return organization;
}

it('acceptance 76: the newest report arrives in the licence, whatever happened to the mapping meanwhile', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
      const organization = played(steps);
      organization.finish();
      const { status, seats, count, wanted } = organization.seen();
      expect([status, seats, count]).toEqual(['mapped', 'inSync', wanted]);
    }),
    { numRuns: 1000 },
  );
});

it('never takes its own write for an edit of somebody in HaloPSA', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
      const organization = played(steps);
      organization.finish();
      expect(organization.seen().drifts).toBe(0);
    }),
    { numRuns: 1000 },
  );
});

it('needs the outcome of a turn that ends while an edit is checked', () => {
  const organization = createOrganization();
  organization.begin();
  organization.move(archive);
  organization.end();
  organization.report(8);
  organization.answer('mappingRefused');
  organization.finish();
  expect(organization.seen()).toMatchObject({ seats: 'inSync', count: 8, writes: 2, drifts: 0 });
});
