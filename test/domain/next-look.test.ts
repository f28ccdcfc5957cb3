import { initial } from '../../domain/connection/machine';
import { view as connectionView } from '../../domain/connection/view';
import { forEachKind } from '../../domain/gate/kinds';
import { nextLookSeconds } from '../../domain/next-look';

type Given = Parameters<typeof nextLookSeconds>[0];
type Gate = NonNullable<Given['gate']>;

const { ticketMapping } = connectionView(initial('p1'));
const connected: Given = { connection: { status: 'connected', ticketMapping }, gate: null, checking: 0 };
const nothing = forEachKind(() => 0);
const open: Gate = { status: 'open', waiting: nothing, nextAttemptAt: null };
const waiting = { ...nothing, seatSync: 3 };
const later = '2026-10-01T12:00:00.000Z';

test.each<[string, Partial<Given>, number]>([
  ['nothing is connected', { connection: { status: 'disconnected', ticketMapping } }, 60],
  ['credentials are being checked', { connection: { status: 'verifying', ticketMapping }, gate: open }, 2],
  ['a revoke is under way', { connection: { status: 'revoking', ticketMapping } }, 2],
  [
    'the ticket mapping is being checked',
    { connection: { status: 'connected', ticketMapping: { ...ticketMapping, status: 'checking' } }, gate: open },
    2,
  ],
  ['the mapping of an organization is being checked', { gate: open, checking: 1 }, 2],
  ['everything is at rest', { gate: open }, 60],
  ['something is sent', { gate: { ...open, waiting } }, 2],
  ['HaloPSA is out of reach', { gate: { status: 'waitingForHalo', waiting, nextAttemptAt: later } }, 10],
  ['HaloPSA is just being tried', { gate: { status: 'waitingForHalo', waiting, nextAttemptAt: null } }, 2],
  ['a person paused the gate', { gate: { ...open, status: 'paused', waiting } }, 10],
  ['the gate has learned that credentials are refused', { gate: { ...open, status: 'needsReconnect', waiting } }, 10],
  [
    'the connection has learned it first',
    { connection: { status: 'needsReconnect', ticketMapping }, gate: { ...open, waiting } },
    10,
  ],
])('while %s, the next look is worth it after %s', (_name, given, seconds) => {
  expect(nextLookSeconds({ ...connected, ...given })).toBe(seconds);
});
