import { awaited, transition } from '../../domain/seats';
import {
  ada,
  at,
  commands,
  effects,
  eventsFor,
  licence,
  named,
  next,
  outcomes,
  stateAfter,
  states,
  time,
} from './seats-samples';

// From the states | on these events | to the state, or refused | with these effects.
const diagram = [
  'notStarted | startRequested | waiting | syncSeats',
  'notStarted | reported, statusReported, sameReported, reconcileFound, settingsChanged, retargeted, unlinked | notStarted',
  'notStarted | debounceEnded, approveRequested, dismissRequested, syncRequested, oursChosen, theirsChosen | refused',
  'notStarted | decidedOff, decidedUnchanged, decidedWrite, decidedHeld, decidedDrift, writeRefused | refused',

  'waiting | decidedOff | off',
  'waiting | decidedUnchanged, decidedWrite | inSync',
  'waiting | decidedHeld | held',
  'waiting | decidedDrift | drift',
  'waiting | writeRefused | needsYou',
  'waiting | reported, statusReported, sameReported, startRequested, syncRequested, reconcileFound, settingsChanged | waiting',
  'waiting | debounceEnded, approveRequested, dismissRequested, oursChosen, theirsChosen | refused',
  'waiting | retargeted | waiting | syncSeats',
  'waiting | unlinked | notStarted',

  'debouncing | debounceEnded, syncRequested, retargeted | waiting | syncSeats',
  'debouncing | reported, statusReported, sameReported, startRequested, reconcileFound, settingsChanged | debouncing',
  'debouncing | unlinked | notStarted',

  'inSync, drift, needsYou | reported, statusReported | debouncing | waitForDebounce',
  'inSync, drift, needsYou | sameReported | stays',
  'held | reported, statusReported | debouncing | waitForDebounce',
  'held | sameReported | held',
  'inSync, held, drift, needsYou | syncRequested, reconcileFound, settingsChanged, retargeted | waiting | syncSeats',
  'inSync, held, drift, needsYou | startRequested | stays',
  'inSync, held, drift, needsYou, off, offOnceWritten | unlinked | notStarted',
  'inSync, held, drift, needsYou, off, offOnceWritten | debounceEnded | refused',

  'held | approveRequested | waiting | syncSeats',
  'held | dismissRequested | inSync',
  'held | oursChosen, theirsChosen | refused',
  'drift | oursChosen | waiting | syncSeats',
  'drift | theirsChosen | inSync',
  'drift | approveRequested, dismissRequested | refused',
  'inSync, debouncing, needsYou, off, offOnceWritten | approveRequested, dismissRequested, oursChosen, theirsChosen | refused',
  'inSync, debouncing, held, drift, needsYou, off, offOnceWritten | decidedOff, decidedUnchanged, decidedWrite | refused',
  'inSync, debouncing, held, drift, needsYou, off, offOnceWritten | decidedHeld, decidedDrift, writeRefused | refused',

  'off, offOnceWritten | reported, statusReported, sameReported, startRequested, reconcileFound, retargeted | off',
  'off, offOnceWritten | syncRequested | refused',
  'off | settingsChanged | notStarted',
  'offOnceWritten | settingsChanged | waiting | syncSeats',
].flatMap(expand);

function expand(line: string): [from: string, event: string, to: string, effects: string][] {
  const [froms = '', events = '', to = '', started = ''] = line.split(' | ');
  return froms
    .split(', ')
    .flatMap((from) => events.split(', ').map((event): [string, string, string, string] => [from, event, to, started]));
}

describe('the diagram', () => {
  test.each(diagram)('%s | %s | %s | %s', (from, name, to, started) => {
    const state = stateCalled(from);
    const result = transition(state, named(state, name));
    const seen = result.accepted
      ? [result.state.status, result.effects.map(({ type }) => type).join(', ')]
      : ['refused', ''];
    expect(seen).toEqual([to === 'stays' ? state.status : to, started]);
    expect(result.accepted ? '' : result.reason).toMatch(result.accepted ? /^$/ : /^[A-Z].*\.$/);
  });

  test('answers every event in every status, once', () => {
    const asked = Object.entries(states).flatMap(([from, state]) =>
      Object.keys(eventsFor(state)).map((name) => `${from} | ${name}`),
    );
    expect(diagram.map(([from, name]) => `${from} | ${name}`).sort()).toEqual(asked.sort());
  });

  test('shows every status under its own name', () => {
    expect(
      Object.entries(states).map(([name, { status }]) => name.replace('OnceWritten', '') === status),
    ).not.toContain(false);
  });
});

function stateCalled(name: string) {
  const state = states[name];
  if (state === undefined) throw new Error(`No state is called ${name}.`);
  return state;
}

describe('start', () => {
  it('acceptance 55: writes nothing before the partner has started, whatever is reported', () => {
    const state = stateAfter(
      'reported',
      'statusReported',
      'reconcileFound',
      'settingsChanged',
      'retargeted',
      'reported',
    );
    expect([state.status, awaited(state)]).toEqual(['notStarted', []]);
    expect(transition(state, commands.syncRequested)).toEqual({
      accepted: false,
      reason: 'Look at the preview and start syncing first.',
    });
  });

  it('acceptance 55: records who started, and the first write', () => {
    expect(stateAfter('startRequested', 'decidedWrite').history).toEqual([
      { at, before: 30, after: 40, definition: 'used', cause: 'start', by: ada, outcome: 'written', detail: null },
      { at, before: null, after: null, definition: null, cause: 'start', by: ada, outcome: 'started', detail: null },
    ]);
  });

  it('acceptance 55: asks for a preview again when there was nothing to send at the start', () => {
    expect(stateAfter('startRequested', 'decidedOff', 'settingsChanged').status).toBe('notStarted');
  });

  it('starts once when it is pressed twice', () => {
    expect(stateAfter('startRequested', 'startRequested')).toEqual(stateAfter('startRequested'));
  });
});

describe('reports', () => {
  const reportedAt = (minute: string, until: string) => ({
    ...commands.reported,
    at: time(minute),
    debounceUntil: time(until),
  });

  it('collapses 100 reports into one write with the first deadline', () => {
    let state = stateAfter('startRequested', 'decidedWrite');
    const begun: string[] = [];
    for (let second = 10; second < 60; second += 0.5) {
      const event = { ...commands.reported, debounceUntil: `2026-10-01T12:01:${Math.floor(second)}.000Z` };
      begun.push(...effects(state, event).map((effect) => JSON.stringify(effect)));
      state = next(state, event);
    }
    expect(begun).toEqual(['{"type":"waitForDebounce","until":"2026-10-01T12:01:10.000Z"}']);
    expect(effects(state, commands.debounceEnded)).toEqual([
      { type: 'syncSeats', cause: 'report', approval: null, by: null, asked: 2 },
    ]);
  });

  it('acceptance 76: keeps a report that arrives after the turn has begun', () => {
    const waiting = stateAfter('startRequested');
    const reported = next(waiting, reportedAt('12:10', '12:11'));
    const settled = next(reported, outcomes(waiting.version).decidedWrite);
    expect(settled).toMatchObject({
      status: 'debouncing',
      until: time('12:11'),
      cause: 'report',
      written: { count: 40 },
    });
    expect(settled.history[0]).toMatchObject({ outcome: 'written', after: 40 });
  });

  it('acceptance 76: keeps a report that arrives while HaloPSA refuses, drifts or holds', () => {
    const waiting = stateAfter('startRequested');
    const reported = next(waiting, commands.reported);
    const { writeRefused, decidedDrift, decidedHeld } = outcomes(waiting.version);
    const statuses = [writeRefused, decidedDrift, decidedHeld].map((event) => next(reported, event).status);
    expect(statuses).toEqual(['debouncing', 'debouncing', 'debouncing']);
  });

  it('acceptance 76: needs no second turn for what was reported before the turn began', () => {
    const reported = next(stateAfter('startRequested'), commands.reported);
    expect(next(reported, outcomes(reported.version).decidedWrite).status).toBe('inSync');
  });

  it('waits for its turn undisturbed by reports', () => {
    const waiting = stateAfter('startRequested');
    expect(awaited(next(waiting, commands.reported))).toEqual(awaited(waiting));
  });

  it('keeps the first deadline of reports during a turn, until it has passed', () => {
    const first = next(stateAfter('startRequested'), reportedAt('12:00', '12:02'));
    expect(next(first, reportedAt('12:01', '12:03'))).toMatchObject({ news: { until: time('12:02') } });
    expect(next(first, reportedAt('12:30', '12:32'))).toMatchObject({ news: { until: time('12:32') } });
  });

  it('looks again at an old report when a newer one brings the same numbers', () => {
    const waiting = stateAfter('startRequested');
    const decision = { kind: 'held', reason: 'oldReport', before: 30, after: 31 } as const;
    const held = next(waiting, { ...outcomes(waiting.version).decidedHeld, decision });
    expect(next(held, commands.sameReported).status).toBe('debouncing');
  });
});

describe('held', () => {
  const held = stateAfter('startRequested', 'decidedHeld');

  it('approves exactly the count that is held', () => {
    expect(effects(held, commands.approveRequested)).toEqual([
      { type: 'syncSeats', cause: 'approve', approval: { count: 4, by: ada, at }, by: ada, asked: 2 },
    ]);
  });

  it('records who approved', () => {
    const approved = stateAfter('startRequested', 'decidedHeld', 'approveRequested', 'decidedWrite');
    expect(approved.history[0]).toMatchObject({ outcome: 'written', cause: 'approve', by: ada });
  });

  it('refuses a decision about another number than the held one', () => {
    const reason = 'The held change is now 30 → 4. Look at it again before you decide.';
    expect(transition(held, { ...commands.approveRequested, count: 5 })).toEqual({ accepted: false, reason });
    expect(transition(held, { ...commands.dismissRequested, count: 5 })).toEqual({ accepted: false, reason });
    expect(transition(held, { ...commands.approveRequested, count: 4 }).accepted).toBe(true);
  });

  it('remembers what was dismissed, by whom', () => {
    const dismissed = next(held, commands.dismissRequested);
    expect(dismissed.accepted).toEqual({ theirs: 30, insteadOf: 4 });
    expect(dismissed.history[0]).toMatchObject({ outcome: 'dismissed', before: 30, after: 4, by: ada });
  });

  it('asks again about what was dismissed when a person asks for a sync', () => {
    expect(stateAfter('startRequested', 'decidedHeld', 'dismissRequested', 'syncRequested').accepted).toBeNull();
  });

  it('drops the approval when a newer report replaces the held change', () => {
    const collected = stateAfter('startRequested', 'decidedHeld', 'reported', 'debounceEnded');
    expect(collected).toMatchObject({ status: 'waiting', approval: null });
  });

  it('is held since the first time, in one line of the history', () => {
    const looked = next(held, commands.settingsChanged);
    const again = next(looked, { ...outcomes(looked.version).decidedHeld, at: time('15:00') });
    expect(again).toMatchObject({ status: 'held', since: at });
    expect(again.history).toEqual(held.history);
  });
});

describe('drift', () => {
  const drift = stateAfter('startRequested', 'decidedDrift');

  it('overwrites exactly the count that the partner saw, with exactly ours', () => {
    expect(awaited(next(drift, commands.oursChosen))).toEqual([
      { type: 'syncSeats', cause: 'drift', approval: { count: 40, overwrite: 30, by: ada, at }, by: ada, asked: 2 },
    ]);
  });

  it('leaves theirs in HaloPSA', () => {
    const kept = next(drift, commands.theirsChosen);
    expect(kept).toMatchObject({ status: 'inSync', accepted: { theirs: 30, insteadOf: 40 } });
    expect(kept.history[0]).toMatchObject({ outcome: 'keptTheirs', before: 30, after: 40, by: ada });
  });

  it('refuses a choice about another count than HaloPSA holds', () => {
    const event = { ...commands.oursChosen, theirs: 29 };
    const reason = 'HaloPSA now holds 30, and we count 40. Look at it again before you decide.';
    expect(transition(drift, event)).toEqual({ accepted: false, reason });
  });

  it('forgets what the partner accepted once ours is written', () => {
    expect(
      stateAfter('startRequested', 'decidedDrift', 'theirsChosen', 'reported', 'debounceEnded', 'decidedWrite')
        .accepted,
    ).toBeNull();
  });
});

describe('what is known of the licence', () => {
  it('takes a count that agrees with ours for written, so that a later edit is a drift', () => {
    expect(stateAfter('startRequested', 'decidedUnchanged').written).toEqual({ count: 30, definition: 'used', at });
  });

  it('does not take a count that the partner accepted for ours', () => {
    const waiting = stateAfter('startRequested', 'decidedDrift', 'theirsChosen', 'settingsChanged');
    const decision = { kind: 'unchanged', count: 30, wanted: 40 } as const;
    const state = next(waiting, { ...outcomes(waiting.version).decidedUnchanged, decision });
    expect(state).toMatchObject({ written: null, accepted: { theirs: 30, insteadOf: 40 } });
  });

  it('keeps the time of the write when a later look finds the same', () => {
    const waiting = stateAfter('startRequested', 'decidedWrite', 'syncRequested');
    const decision = { kind: 'unchanged', count: 40, wanted: 40 } as const;
    const event = { ...outcomes(waiting.version).decidedUnchanged, decision, licence: licence(40), at: time('20:00') };
    expect(next(waiting, event)).toMatchObject({ since: at, written: { at }, seen: { count: 40 } });
  });

  it('forgets what the partner accepted once HaloPSA and we agree', () => {
    const state = stateAfter('startRequested', 'decidedDrift', 'theirsChosen', 'reported', 'debounceEnded');
    expect(next(state, outcomes(state.version).decidedUnchanged).accepted).toBeNull();
  });

  it('takes another count that agrees with ours for the one to compare with', () => {
    expect(stateAfter('startRequested', 'decidedWrite', 'syncRequested', 'decidedUnchanged').written?.count).toBe(30);
  });

  it('has seen what it wrote', () => {
    expect(stateAfter('startRequested', 'decidedWrite').seen).toEqual({ count: 40, seenAt: at });
  });

  it('ignores what a reconcile read before the last write', () => {
    const inSync = stateAfter('startRequested', 'decidedWrite');
    const event = { ...commands.reconcileFound, licence: licence(30, time('11:59')) };
    expect(transition(inSync, event)).toEqual({ accepted: true, state: inSync, effects: [] });
  });
});

describe('settings', () => {
  it('acceptance 41: an edit during a turn holds for what happens after it', () => {
    const waiting = stateAfter('startRequested');
    const edited = next(waiting, commands.settingsChanged);
    const settled = next(edited, outcomes(waiting.version).decidedWrite);
    expect(settled).toMatchObject({ status: 'debouncing', until: at, cause: 'settings', written: { count: 40 } });
  });

  it('acceptance 41: an edit before the turn needs no second turn', () => {
    const edited = next(stateAfter('startRequested'), commands.settingsChanged);
    expect(next(edited, outcomes(edited.version).decidedWrite).status).toBe('inSync');
  });

  it('acceptance 41: saving twice asks for one turn', () => {
    const saved = stateAfter('startRequested', 'decidedWrite', 'settingsChanged');
    expect(effects(saved, commands.settingsChanged)).toEqual([]);
  });
});

describe('another licence', () => {
  const moved = stateAfter('startRequested', 'decidedWrite', 'retargeted');

  it('acceptance 62: later writes go to the new licence, of which nothing is known', () => {
    expect(moved).toMatchObject({ status: 'waiting', cause: 'remap', by: ada });
    expect(moved).toMatchObject({ written: null, seen: null, accepted: null });
  });

  it('acceptance 62: names the old licence and the count left in it in the history', () => {
    expect(moved.history[0]).toEqual({
      ...{ at, before: 40, after: null, definition: 'used', cause: 'remap', by: ada, outcome: 'left' },
      detail: 'Mapped to Backup Pro; Backup keeps its count.',
    });
  });

  it('acceptance 62: a turn that was begun for the old licence settles nothing', () => {
    const waiting = stateAfter('startRequested');
    const remapped = next(waiting, commands.retargeted);
    expect(awaited(remapped)).not.toEqual(awaited(waiting));
    expect(transition(remapped, outcomes(waiting.version).decidedWrite)).toEqual({
      accepted: false,
      reason: 'This is the outcome of an earlier turn.',
    });
  });

  it('acceptance 53: an unlink stops writes and leaves the count', () => {
    const unlinked = stateAfter('startRequested', 'decidedWrite', 'reported', 'unlinked');
    expect([unlinked.status, awaited(unlinked)]).toEqual(['notStarted', []]);
    expect(unlinked.history[0]?.detail).toBe('Unlinked from Backup; its count stays.');
  });
});
