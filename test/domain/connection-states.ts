import fc from 'fast-check';
import type { Event, State } from '../../domain/connection';
import { initial, transition } from '../../domain/connection';
import { after } from './machine';
import * as samples from './samples';
import { ada, ben, candidate, elsewhere, minute, renewed, rights, site, siteUrl } from './samples';
import * as ticketMapping from './ticket-mapping-states';

const reach = after(transition);
const partnerPath = ['distributor', samples.partnerId];

/** One event of each type: a type added to the machine must be answered here to compile. */
export const events = {
  connectRequested: { type: 'connectRequested', candidate, partnerPath, by: ada, at: minute(1) },
  credentialsVerified: { type: 'credentialsVerified', site, rights, at: minute(2) },
  credentialsRefused: { type: 'credentialsRefused', problem: samples.wrongSecret, at: minute(3) },
  reconnectNeeded: { type: 'reconnectNeeded', problem: samples.wrongSecret, at: minute(4) },
  rightsRequested: { type: 'rightsRequested' },
  rightsChecked: { type: 'rightsChecked', rights: { ...rights, checkedAt: minute(5) } },
  rightsUnchecked: { type: 'rightsUnchecked', problem: samples.unavailable },
  revokeRequested: { type: 'revokeRequested', by: ben, at: minute(6) },
  credentialsErased: { type: 'credentialsErased' },
  organizationsReleased: { type: 'organizationsReleased', keptUntil: minute(43_206) },
  ...ticketMapping.events,
} as const satisfies { readonly [Type in Event['type']]: Extract<Event, { type: Type }> };

/** The same request with other credentials for the same site, and with another site. */
export const renewRequested: Event = { ...events.connectRequested, candidate: renewed, by: ben, at: minute(8) };
export const siteRequested: Event = { ...events.connectRequested, candidate: elsewhere, by: ben, at: minute(8) };

/** A request repeated with a new reference, as by a second press of Next Step. */
export const repeated: Event = {
  ...events.connectRequested,
  candidate: { ...candidate, credentials: `${samples.REFERENCE}9` },
};

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
  'disconnected (revoked)': reach(revoking, events.credentialsErased, events.organizationsReleased),
  'verifying (after a revoke)': reach(
    ...([revoking, events.credentialsErased, events.organizationsReleased, events.connectRequested] as const),
  ),
  'verifying (renewed)': reach(connected, renewRequested),
  'verifying (mapping pendingCheck)': reach(withMapping(events.ticketMappingUnchecked), renewRequested),
  'verifying (mapping checking)': reach(withMapping(), renewRequested),
  'verifying (reconnect)': reach(states.needsReconnect, renewRequested),
  'connected (mapping checking)': withMapping(),
  'connected (mapping pendingCheck)': withMapping(events.ticketMappingUnchecked),
  'connected (mapping set)': set,
  'connected (mapping revoked)': reach(set, events.ticketMappingRevoked),
} as const;

const problem = fc.constantFrom(samples.wrongSecret, samples.unavailable, samples.refusedByHalo);
const by = fc.constantFrom(ada, ben);
const at = fc.integer({ min: 0, max: 60 }).map(minute);

const anyCandidate = fc.record({
  siteUrl: fc.constantFrom(siteUrl, siteUrl, samples.otherSiteUrl),
  clientIdEnding: fc.constantFrom('1a2b', '3c4d'),
  credentials: fc.integer({ min: 1, max: 4 }).map((reference) => `${samples.REFERENCE}${reference}`),
});

type OwnType = Exclude<Event['type'], keyof typeof ticketMapping.events>;
const eventsOfType: { readonly [Type in OwnType]: fc.Arbitrary<Extract<Event, { type: Type }>> } = {
  connectRequested: fc.record({
    ...{ type: fc.constant('connectRequested'), candidate: anyCandidate, by, at },
    partnerPath: fc.constantFrom(partnerPath, [samples.partnerId]),
  }),
  credentialsVerified: fc.record({
    ...{ type: fc.constant('credentialsVerified'), at, site: fc.constant(site), rights: fc.constant(rights) },
  }),
  credentialsRefused: fc.record({ type: fc.constant('credentialsRefused'), problem, at }),
  reconnectNeeded: fc.record({ type: fc.constant('reconnectNeeded'), problem, at }),
  rightsRequested: fc.constant(events.rightsRequested),
  rightsChecked: fc.constant(events.rightsChecked),
  rightsUnchecked: fc.record({ type: fc.constant('rightsUnchecked'), problem }),
  revokeRequested: fc.record({ type: fc.constant('revokeRequested'), by, at }),
  credentialsErased: fc.constant(events.credentialsErased),
  organizationsReleased: fc.record({ type: fc.constant('organizationsReleased'), keptUntil: at }),
};

export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(eventsOfType.connectRequested, eventsOfType.credentialsVerified) },
  { weight: 4, arbitrary: ticketMapping.anyEvent },
  { weight: 5, arbitrary: fc.oneof(...Object.values(eventsOfType)) },
);
