import { endsAt } from '../../../domain/connection/end';
import { initial } from '../../../domain/connection/machine';
import { after } from '../machine';
import { minute, partnerId } from '../samples';
import { events, revokeEnded, states, step } from './states';

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
