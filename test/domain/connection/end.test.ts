import { due, endsAt } from '../../../domain/connection/end';
import type { State } from '../../../domain/connection/machine';
import { initial } from '../../../domain/connection/machine';
import { view } from '../../../domain/connection/view';
import { after } from '../machine';
import { minute, partnerId } from '../samples';
import { events, revokeEnded, states, step, variants } from './states';

const reach = after(step);
const HOUR = 3_600_000;
const startedAt = Date.parse(minute(0));
const remembering = { startedAt, rememberedMs: HOUR };

test.each(['verifying', 'connected', 'needsReconnect', 'revoking'] as const)(
  'a connection never ends while %s',
  (name) => {
    expect(endsAt(states[name], remembering)).toBeNull();
  },
);

it('one that never came to be ends when nobody remembers why', () => {
  expect(endsAt(initial(partnerId), remembering)).toBe(startedAt + HOUR);
  const refused = reach(initial(partnerId), events.connectRequested, events.credentialsRefused);
  expect(endsAt(refused, remembering)).toBe(Date.parse(events.credentialsRefused.at) + HOUR);
});

it('a revoked one ends when nothing is kept any more', () => {
  const revoked = reach(states.connected, events.revokeRequested, ...revokeEnded);
  expect(endsAt(revoked, remembering)).toBe(Date.parse(minute(43_206)));
  const rememberedMs = 60 * 24 * HOUR;
  expect(endsAt(revoked, { startedAt, rememberedMs })).toBe(startedAt + rememberedMs);
});

describe('a partner that is not connected and still reports', () => {
  const { at: placedAt } = events.partnerPlaced;
  const knownMs = 7 * 24 * HOUR;
  const dueFor = (state: State, now: number) => due(state, { now, knownMs });

  test.each([
    ['was never connected', initial(partnerId)],
    ['was refused', variants['disconnected (refused)']],
    ['has revoked', variants['disconnected (revoked)']],
  ])(
    'stays known to those above it, and what else was to be remembered is forgotten in time: it %s',
    (_name, before) => {
      const seen = reach(before, events.partnerPlaced);
      const end = endsAt(seen, remembering) ?? 0;
      const placed = { ...seen, placedAt: new Date(end - HOUR).toISOString() };
      const known = reach(placed, dueFor(placed, end) ?? events.gateClosed);
      expect(view(known)).toMatchObject({ message: 'Not connected.', problem: null, revoked: null });
      expect(endsAt(known, remembering)).toBe(end - HOUR + knownMs);
    },
  );

  it('is known no longer when it was silent for a week', () => {
    const silent = reach(initial(partnerId), events.partnerPlaced);
    expect(dueFor(silent, Date.parse(placedAt) + knownMs - 1)).toMatchObject({ type: 'stillKnown' });
    expect(dueFor(silent, Date.parse(placedAt) + knownMs)).toBeNull();
    expect(dueFor(initial(partnerId), startedAt)).toBeNull();
  });
});
