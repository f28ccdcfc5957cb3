import { awaited } from '../../../domain/seats/machine';
import { ada, at, commands, effects, next, outcomes, stateAfter, step, time } from './samples';

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
    expect(step(state, commands.syncRequested)).toEqual({
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

  it('acceptance 55: a preview writes nothing and records who has seen it', () => {
    const previewed = stateAfter('previewed');
    expect(previewed).toMatchObject({ status: 'inSync', since: at, version: 0, written: null, seen: null });
    expect(previewed.history).toMatchObject([{ cause: 'preview', by: ada, outcome: 'started', before: null }]);
    expect(awaited(previewed)).toEqual([]);
  });

  test.each([
    ['reported', 'debouncing'],
    ['statusReported', 'debouncing'],
    ['sameReported', 'inSync'],
    ['reconcileFound', 'waiting'],
    ['syncRequested', 'waiting'],
    ['retargeted', 'waiting'],
    ['unlinked', 'notStarted'],
    ['previewed', 'inSync'],
    ['startRequested', 'waiting'],
  ])('acceptance 55: after a preview %s leads to %s', (name, status) => {
    expect(stateAfter('previewed', name).status).toBe(status);
  });

  it('acceptance 55: asks for a preview again when nothing was written before "Do not sync seats"', () => {
    const off = stateAfter('previewed', 'settingsChanged', 'decidedOff');
    expect([off.status, next(off, commands.settingsChanged).status]).toEqual(['off', 'notStarted']);
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
      { type: 'syncSeats', cause: 'report', approval: null, by: null, sinceVersion: 2 },
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
      { type: 'syncSeats', cause: 'approve', approval: { count: 4, by: ada, at }, by: ada, sinceVersion: 2 },
    ]);
  });

  it('records who approved', () => {
    const approved = stateAfter('startRequested', 'decidedHeld', 'approveRequested', 'decidedWrite');
    expect(approved.history[0]).toMatchObject({ outcome: 'written', cause: 'approve', by: ada });
  });

  it('refuses a decision about another number than the held one', () => {
    const reason = 'The held change is now 30 → 4. Look at it again before you decide.';
    expect(step(held, { ...commands.approveRequested, count: 5 })).toEqual({ accepted: false, reason });
    expect(step(held, { ...commands.dismissRequested, count: 5 })).toEqual({ accepted: false, reason });
    expect(step(held, { ...commands.approveRequested, count: 4 }).accepted).toBe(true);
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
      {
        type: 'syncSeats',
        cause: 'drift',
        approval: { count: 40, overwrite: 30, by: ada, at },
        by: ada,
        sinceVersion: 2,
      },
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
    expect(step(drift, event)).toEqual({ accepted: false, reason });
  });

  it('forgets what the partner accepted once ours is written', () => {
    expect(
      stateAfter('startRequested', 'decidedDrift', 'theirsChosen', 'reported', 'debounceEnded', 'decidedWrite')
        .accepted,
    ).toBeNull();
  });
});
