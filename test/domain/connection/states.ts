import fc from 'fast-check';
import type { Event, State } from '../../../domain/connection/machine';
import { awaited, initial, transition } from '../../../domain/connection/machine';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import type { SeatPolicy } from '../../../domain/seats/policy-schema';
import { after, starting } from '../machine';
import * as samples from '../samples';
import { ada, ben, candidate, elsewhere, minute, renewed, rights, site, siteUrl } from '../samples';
import * as ticketMapping from './ticket-mapping-states';

/** Every step of this machine, with all that starts with it. */
export const step = starting({ transition, awaited });

const reach = after(step);
const partnerPath = ['distributor', samples.partnerId];
const { credentials } = candidate;

/** One event of each type: a type added to the machine must be answered here to compile. */
export const events = {
  connectRequested: { type: 'connectRequested', candidate, partnerPath, issuedAt: 100, by: ada, at: minute(1) },
  partnerPlaced: { type: 'partnerPlaced', partnerPath: ['another', samples.partnerId], issuedAt: 200, at: minute(7) },
  stillKnown: { type: 'stillKnown', until: minute(10_000) },
  credentialsVerified: { type: 'credentialsVerified', site, rights, at: minute(2) },
  credentialsRefused: { type: 'credentialsRefused', problem: samples.wrongSecret, at: minute(3) },
  credentialsUnchecked: { type: 'credentialsUnchecked', problem: samples.unavailable, at: minute(3) },
  reconnectNeeded: { type: 'reconnectNeeded', credentials, problem: samples.wrongSecret, at: minute(4) },
  rightsRequested: { type: 'rightsRequested' },
  rightsChecked: { type: 'rightsChecked', credentials, rights: { ...rights, checkedAt: minute(5) } },
  rightsUnchecked: { type: 'rightsUnchecked', problem: samples.unavailable, at: minute(5) },
  revokeRequested: { type: 'revokeRequested', by: ben, at: minute(6) },
  credentialsErased: { type: 'credentialsErased' },
  gateClosed: { type: 'gateClosed' },
  gateMissed: { type: 'gateMissed' },
  organizationsReleased: { type: 'organizationsReleased', keptUntil: minute(43_206) },
  seatPolicySaved: { type: 'seatPolicySaved', policy: { ...defaultSeatPolicy, drift: 'alwaysOurs' } },
  ...ticketMapping.events,
} as const satisfies { readonly [Type in Event['type']]: Extract<Event, { type: Type }> };

/** The same request with other credentials for the same site, and with another site. */
export const renewRequested: Event = { ...events.connectRequested, candidate: renewed, by: ben, at: minute(8) };
export const siteRequested: Event = { ...events.connectRequested, candidate: elsewhere, by: ben, at: minute(8) };

/** The same request with a corrected Client Secret. */
export const corrected: Event = {
  ...events.connectRequested,
  candidate: { ...candidate, credentials: `${samples.REFERENCE}8`, fingerprint: 'f2' },
  by: ben,
  at: minute(8),
};

/** A request repeated with a new reference, as by a second press of Next Step. */
export const repeated: Event = {
  ...events.connectRequested,
  candidate: { ...candidate, credentials: `${samples.REFERENCE}9` },
};

/** What a revoke waits for, one after the other. */
export const revokeEnded = [events.credentialsErased, events.gateClosed, events.organizationsReleased] as const;

const verifying = reach(initial(samples.partnerId), events.connectRequested);
const connected = reach(verifying, events.credentialsVerified);
const revoking = reach(connected, events.revokeRequested);

/** One state of each status, likewise. */
export const states: Readonly<Record<State['status'], State>> = {
  disconnected: initial(samples.partnerId),
  verifying,
  connected,
  needsReconnect: reach(connected, events.reconnectNeeded),
  revoking,
};

const withMapping = (...sent: readonly Event[]): State => reach(connected, events.ticketMappingSaved, ...sent);
const set = withMapping(events.ticketMappingChecked);

/** Further states, where what is underneath decides. */
export const variants = {
  'disconnected (refused)': reach(verifying, events.credentialsRefused),
  'disconnected (unchecked)': reach(verifying, events.credentialsUnchecked),
  'disconnected (revoked)': reach(revoking, ...revokeEnded),
  'verifying (after a revoke)': reach(revoking, ...revokeEnded, events.connectRequested),
  'verifying (renewed)': reach(connected, renewRequested),
  'verifying (mapping pendingCheck)': reach(withMapping(events.ticketMappingUnchecked), renewRequested),
  'verifying (mapping checking)': reach(withMapping(), renewRequested),
  'verifying (mapping set)': reach(set, renewRequested),
  'verifying (reconnect)': reach(states.needsReconnect, renewRequested),
  'connected (mapping checking)': withMapping(),
  'connected (mapping pendingCheck)': withMapping(events.ticketMappingUnchecked),
  'connected (mapping set)': set,
  'connected (mapping edited)': reach(set, ticketMapping.edited),
  'connected (mapping revoked)': reach(set, events.ticketMappingRevoked),
  'connected (policy saved)': reach(connected, events.seatPolicySaved),
  'connected (check wanted)': reach(connected, events.rightsRequested),
  'needsReconnect (try wanted)': reach(connected, events.reconnectNeeded, events.rightsRequested),
  'needsReconnect (mapping set)': reach(set, events.reconnectNeeded),
  'needsReconnect (mapping pendingCheck)': reach(withMapping(), events.reconnectNeeded),
  'revoking (first connect)': reach(verifying, events.revokeRequested),
} as const;

const problem = fc.constantFrom(samples.wrongSecret, samples.unavailable, samples.refusedByHalo);
const by = fc.constantFrom(ada, ben);
const at = fc.integer({ min: 0, max: 60 }).map(minute);

const anyCredentials = fc.integer({ min: 1, max: 4 }).map((reference) => `${samples.REFERENCE}${reference}`);
const anyCandidate = fc.record({
  siteUrl: fc.constantFrom(siteUrl, siteUrl, samples.otherSiteUrl),
  clientIdEnding: fc.constantFrom('1a2b', '3c4d'),
  credentials: anyCredentials,
  fingerprint: fc.constantFrom('f1', 'f2'),
});
const place = { partnerPath: fc.constantFrom(partnerPath, [samples.partnerId]), issuedAt: fc.nat(3) };
const policy = fc
  .tuple(fc.constantFrom<SeatPolicy['drift'][]>('ask', 'alwaysOurs'), fc.constantFrom(2, 3))
  .map(([drift, hour]): SeatPolicy => ({ ...defaultSeatPolicy, drift, schedule: { hour, timeZone: 'UTC' } }));

type OwnType = Exclude<Event['type'], keyof typeof ticketMapping.events>;
const eventsOfType: { readonly [Type in OwnType]: fc.Arbitrary<Extract<Event, { type: Type }>> } = {
  connectRequested: fc.record({
    type: fc.constant('connectRequested'),
    candidate: anyCandidate,
    by,
    at,
    ...place,
  }),
  partnerPlaced: fc.record({ type: fc.constant('partnerPlaced'), at, ...place }),
  stillKnown: fc.record({ type: fc.constant('stillKnown'), until: at }),
  credentialsVerified: fc.record({
    type: fc.constant('credentialsVerified'),
    at,
    site: fc.constant(site),
    rights: fc.constant(rights),
  }),
  credentialsRefused: fc.record({ type: fc.constant('credentialsRefused'), problem, at }),
  credentialsUnchecked: fc.record({ type: fc.constant('credentialsUnchecked'), problem, at }),
  reconnectNeeded: fc.record({ type: fc.constant('reconnectNeeded'), credentials: anyCredentials, problem, at }),
  rightsRequested: fc.constant(events.rightsRequested),
  rightsChecked: anyCredentials.map((used) => ({ ...events.rightsChecked, credentials: used })),
  rightsUnchecked: fc.record({ type: fc.constant('rightsUnchecked'), problem, at }),
  revokeRequested: fc.record({ type: fc.constant('revokeRequested'), by, at }),
  credentialsErased: fc.constant(events.credentialsErased),
  gateClosed: fc.constant(events.gateClosed),
  gateMissed: fc.constant(events.gateMissed),
  organizationsReleased: fc.record({ type: fc.constant('organizationsReleased'), keptUntil: at }),
  seatPolicySaved: fc.record({ type: fc.constant('seatPolicySaved'), policy }),
};

export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(eventsOfType.connectRequested, eventsOfType.credentialsVerified) },
  { weight: 4, arbitrary: ticketMapping.anyEvent },
  { weight: 5, arbitrary: fc.oneof(...Object.values(eventsOfType)) },
);
