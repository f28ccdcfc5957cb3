import type { State } from '../../../domain/connection/machine';
import { health, summary, view } from '../../../domain/connection/view';
import type { WhoseMove } from '../../../domain/schema';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import { incidents, minute, names, partnerId, REFERENCE, rights, siteUrl, unavailable, wrongSecret } from '../samples';
import { events, states, variants } from './states';

interface Words {
  readonly message: string;
  readonly whoseMove: WhoseMove;
  readonly since: string | null;
}

const words: Readonly<Record<State['status'], Words>> = {
  disconnected: { message: 'Not connected.', whoseMove: 'you', since: null },
  verifying: {
    message: `Checking the credentials for ${siteUrl} with HaloPSA.`,
    ...({ whoseMove: 'us', since: minute(1) } as const),
  },
  connected: { message: `Connected to ${siteUrl}.`, whoseMove: 'nobody', since: minute(2) },
  needsReconnect: {
    message: `HaloPSA no longer accepts the saved credentials. Nothing is sent until you reconnect, or it accepts them again: we try that from time to time. ${wrongSecret.detail}`,
    ...({ whoseMove: 'you', since: minute(4) } as const),
  },
  revoking: {
    message: 'Ben revoked the connection. It ends as soon as the call in flight has ended.',
    ...({ whoseMove: 'us', since: minute(6) } as const),
  },
};

test.each(Object.values(states).map((state) => [state.status, state] as const))(
  'acceptance 80: %s has words and says whose move it is',
  (status, state) => {
    expect(summary(state)).toMatchObject({ partnerId, status, ...words[status] });
  },
);

it('acceptance 80: says that the last attempt was refused, and why', () => {
  expect(summary(variants['disconnected (refused)'])).toMatchObject({
    message: `Not connected. The last attempt was refused: ${wrongSecret.detail}`,
    problem: wrongSecret,
    since: minute(3),
    refusedAt: minute(3),
    keptUntil: null,
  });
});

it('acceptance 70 and 71: says who revoked, and until when the mappings are kept', () => {
  expect(summary(variants['disconnected (revoked)'])).toMatchObject({
    message: `Not connected. Ben revoked the connection; mappings are kept for some time and come back when you connect the same HaloPSA.`,
    since: minute(6),
    keptUntil: minute(43_206),
  });
});

it('shows the whole connection', () => {
  expect(view(variants['connected (mapping set)'])).toEqual({
    ...summary(variants['connected (mapping set)']),
    siteUrl,
    clientIdEnding: '1a2b',
    haloVersion: '2.184.1',
    connectedBy: 'Ada',
    connectedAt: minute(2),
    rights,
    revoked: null,
    seatPolicy: defaultSeatPolicy,
    ticketMapping: {
      status: 'set',
      whoseMove: 'nobody',
      undoUntil: null,
      problem: null,
      ticketMapping: { ...incidents, names },
      message: 'Set by Ada: tickets are created as Incident, Gold, High.',
    },
  });
});

it('shows the seat policy as long as there is a connection', () => {
  const policyOf = (state: State) => view(state).seatPolicy;
  expect(policyOf(variants['connected (policy saved)'])).toEqual(events.seatPolicySaved.policy);
  expect([policyOf(states.needsReconnect), policyOf(variants['verifying (renewed)'])]).toEqual([
    defaultSeatPolicy,
    defaultSeatPolicy,
  ]);
  for (const state of [states.disconnected, states.verifying, states.revoking]) expect(policyOf(state)).toBeNull();
});

it('acceptance 40: goes on showing the ticket mapping by name while new credentials are verified', () => {
  expect(view(variants['verifying (mapping pendingCheck)'])).toMatchObject({
    status: 'verifying',
    clientIdEnding: '3c4d',
    haloVersion: '2.184.1',
    connectedBy: 'Ada',
    ticketMapping: { status: 'pendingCheck', problem: unavailable },
  });
});

/** What support and the partners above must not read: the address, the names of people and things, and HaloPSA's own words. */
const secrets = [
  siteUrl,
  new URL(siteUrl).host,
  'Ada',
  'Ben',
  ...Object.values(names),
  wrongSecret.detail,
  unavailable.detail,
];

test.each(Object.entries({ ...states, ...variants }))(
  'names nobody and nothing to those who may not act: %s',
  (_name, state) => {
    const shown = health(state);
    expect({ ...shown, message: '', problem: null }).toEqual({ ...summary(state), message: '', problem: null });
    expect(shown.problem?.code).toBe(summary(state).problem?.code);
    expect(shown.message).toMatch(/^[A-Z].+\.$/);
    for (const secret of secrets) expect(JSON.stringify(shown)).not.toContain(secret);
  },
);

test.each(Object.entries({ ...states, ...variants }))('holds no reference to a secret: %s', (_name, state) => {
  expect(JSON.stringify(view(state))).not.toContain(REFERENCE);
});
