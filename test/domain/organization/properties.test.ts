import type { Effect, Event } from '../../../domain/organization/machine';
import { awaited, initial, mappingOf } from '../../../domain/organization/machine';
import { row, view } from '../../../domain/organization/view';
import * as seats from '../../../domain/seats/machine';
import { after } from '../machine';
import { organizationId, partnerId, report } from '../samples';
import { always, alwaysFrom, startedAndDue } from '../walk';
import { anyEvent, events } from './events';
import { states, step, variants } from './states';

const start = initial(partnerId, organizationId, report);
const starts = [start, ...Object.values(states), ...Object.values(variants)] as const;
const eachStep = alwaysFrom(step, starts, anyEvent);
const isAwaited: Readonly<Record<Effect['type'], boolean>> = {
  checkMapping: true,
  checkMappingLater: true,
  syncSeats: true,
  waitForDebounce: true,
};

/** The version and the history go on. */
const counted = ({ version, history }: seats.State) => ({ version, history });

it('a rejected event is answered with a sentence', () => {
  eachStep(({ answer }) => {
    if (!answer.accepted) expect(answer.reason).toMatch(/^[A-Z].*\.$/);
  });
});

it('the same state and event have the same answer', () => {
  eachStep(({ before, event, answer }) => expect(step(before, event)).toEqual(answer));
});

it('only a check by HaloPSA, or a refused edit of what was mapped, leads to mapped', () => {
  eachStep(({ before, event, after: next }) => {
    if (next.status !== 'mapped' || before.status === 'mapped' || event.type === 'mappingChecked') return;
    expect(event.type).toBe('mappingRefused');
    expect(before).toMatchObject({ status: 'checking', previous: { status: 'mapped', mapping: next.mapping } });
  });
});

it('nothing is ever mapped without a check by HaloPSA', () => {
  const withoutCheck = anyEvent.filter((event) => event.type !== 'mappingChecked');
  always(
    step,
    start,
    withoutCheck,
  )(({ after: next }) => {
    expect(next.status).not.toBe('mapped');
    expect(mappingOf(next)).toBeNull();
  });
});

it('acceptance 70: what is kept comes back for its own site only', () => {
  eachStep(({ before, event, after: next }) => {
    if (before.status !== 'kept' || event.type !== 'connectionRestored') return;
    if (event.generation < before.generation) return expect(next).toEqual(before);
    const isSame = before.siteUrl === event.siteUrl;
    expect([next.status, mappingOf(next)]).toEqual(isSame ? ['pendingCheck', before.mapping] : ['unmapped', null]);
  });
});

it('acceptance 56: the revision rises by one with what a person changed, once it stands, and never falls', () => {
  const settling: readonly Event['type'][] = ['mappingChecked', 'mappingUnchecked', 'mappingRefused'];
  eachStep(({ before, event, after: next }) => {
    const unlinks = event.type === 'unlinkRequested' && before.status !== 'unmapped';
    const isEdit = before.status === 'checking' && before.previous.status !== 'unmapped';
    const isRefusedEdit = isEdit && event.type === 'mappingRefused';
    const settles = before.status === 'checking' && next.status !== 'checking' && settling.includes(event.type);
    expect(next.revision).toBe(before.revision + (unlinks || (settles && !isRefusedEdit) ? 1 : 0));
  });
});

it('acceptance 62: the newest line of the history is what is mapped', () => {
  eachStep(({ before, after: next }) => {
    const added = next.changes.length - before.changes.length;
    expect(next.changes.slice(Math.max(added, 0))).toEqual(added < 0 ? [] : before.changes);
    if (next.status === 'mapped') expect(next.mapping).toMatchObject({ ...next.changes[0]?.to });
  });
});

it('the organization stays the same one, with the newest report of it', () => {
  eachStep(({ before, event, after: next }) => {
    expect(next).toMatchObject({ partnerId, organizationId });
    const isNews = event.type === 'organizationReported' && event.report.observedAt >= before.report.observedAt;
    expect(next.report).toEqual(isNews ? event.report : before.report);
  });
});

it('acceptance 53 and 55: seats are sent in mapped only, and only where a person has seen or started it', () => {
  eachStep(({ before, event, answer, after: next }) => {
    const effects = [...(answer.accepted ? answer.effects : []), ...awaited(next)];
    const sends = effects.some(({ type }) => type === 'syncSeats' || type === 'waitForDebounce');
    if (sends) expect([next.status, next.seats.status]).not.toContain('notStarted');
    if (sends) expect(next.status).toBe('mapped');
    if (before.seats.status !== 'notStarted' || next.seats.status === 'notStarted') return;
    expect([next.status, ['previewed', 'startRequested'].includes(event.type)]).toEqual(['mapped', true]);
  });
});

it('acceptance 55: what was never mapped, or is no more, has nothing to sync and nothing known of a licence', () => {
  eachStep(({ after: next }) => {
    if (mappingOf(next) === null) expect(next.seats).toMatchObject({ ...seats.initial, ...counted(next.seats) });
  });
});

it('acceptance 62: what is known of a licence is never taken for another one', () => {
  eachStep(({ before, after: next }) => {
    const [from, to] = [mappingOf(before), mappingOf(next)];
    if (from?.softwareLicenceId === to?.softwareLicenceId) return;
    expect([next.seats.written, next.seats.seen, next.seats.accepted]).toEqual([null, null, null]);
  });
});

it('acceptance 76: what was written is not forgotten, whatever happens to the mapping meanwhile', () => {
  eachStep(({ before, event, after: next }) => {
    if (event.type !== 'decided' || event.decision.kind !== 'write' || before.seats.status !== 'waiting') return;
    if (event.version >= before.seats.sinceVersion) expect(next.seats.written?.count).toBe(event.decision.after);
  });
});

it('what is awaited was started on entry', () => {
  eachStep((step) => {
    const { started, due } = startedAndDue(step, awaited, isAwaited);
    expect(started).toEqual(due);
  });
});

it('acceptance 53: an unlink leads to unmapped from every state', () => {
  eachStep(({ after: next }) => {
    const unlinked = after(step)(next, events.unlinkRequested);
    expect([unlinked.status, mappingOf(unlinked), awaited(unlinked)]).toEqual(['unmapped', null, []]);
  });
});

it('acceptance 68: after a revoke nothing is checked and nothing is mapped, from every state', () => {
  eachStep(({ after: next }) => {
    for (const siteUrl of [events.connectionRevoked.siteUrl, null]) {
      const revoked = after(step)(next, { ...events.connectionRevoked, siteUrl });
      expect(['unmapped', 'kept']).toContain(revoked.status);
      expect([awaited(revoked), mappingOf(revoked), revoked.seats]).toEqual([[], mappingOf(next), next.seats]);
    }
  });
});

it('acceptance 80: the view has words in every state', () => {
  eachStep(({ after: next }) => {
    const shown = view(next);
    expect(shown).toMatchObject(row(next));
    expect(shown.message).toMatch(/^[A-Z].+\.$/);
  });
});
