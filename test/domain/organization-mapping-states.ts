import fc from 'fast-check';
import type { Event, State } from '../../domain/organization-mapping';
import { initial, transition } from '../../domain/organization-mapping';
import { after } from './machine';
import * as samples from './samples';
import { ada, archive, backup, ben, checkedArchive, checkedBackup, minute, report, siteUrl } from './samples';

const reach = after(transition);

/** One event of each type: a type added to the machine must be answered here to compile. */
export const events = {
  organizationReported: { type: 'organizationReported', report: { ...report, observedAt: minute(5) } },
  mappingRequested: { type: 'mappingRequested', wanted: backup, by: ada, at: minute(10) },
  mappingChecked: { type: 'mappingChecked', target: checkedBackup },
  mappingRefused: { type: 'mappingRefused', problem: samples.refusedByHalo, at: minute(12) },
  mappingUnchecked: { type: 'mappingUnchecked', problem: samples.unavailable, at: minute(13) },
  unlinkRequested: { type: 'unlinkRequested', by: ben, at: minute(14) },
  connectionRevoked: { type: 'connectionRevoked', siteUrl, keptUntil: minute(43_200) },
  connectionRestored: { type: 'connectionRestored', siteUrl, at: minute(30) },
  keptExpired: { type: 'keptExpired' },
} as const satisfies { readonly [Type in Event['type']]: Extract<Event, { type: Type }> };

/** The same requests for another Software Licence, by another person. */
export const moved = { ...events.mappingRequested, wanted: archive, by: ben, at: minute(20) } as const;
export const movedChecked: Event = { type: 'mappingChecked', target: checkedArchive };

/** The portal reports that the organization is mapped in another PSA. */
export const elsewhere: Event = {
  type: 'organizationReported',
  report: { ...report, otherPsa: 'ConnectWise', observedAt: minute(6) },
};

const unmapped = initial(samples.partnerId, samples.organizationId, report);
const checking = reach(unmapped, events.mappingRequested);
const mapped = reach(checking, events.mappingChecked);
const pendingCheck = reach(checking, events.mappingUnchecked);
const movePending = reach(mapped, moved, events.mappingUnchecked);

/** One state of each status, likewise. */
export const states: Readonly<Record<State['status'], State>> = {
  unmapped,
  checking,
  pendingCheck,
  refused: reach(checking, events.mappingRefused),
  mapped,
  needsAttention: reach(movePending, events.mappingRefused),
  kept: reach(mapped, events.connectionRevoked),
};

/** Further states, where what is underneath decides. */
export const variants = {
  'unmapped (in another PSA)': reach(unmapped, elsewhere),
  'checking (mapped before)': reach(mapped, moved),
  'checking (needsAttention before)': reach(states.needsAttention, moved),
  'checking (kept before)': reach(states.kept, moved),
  'checking (pendingCheck before)': reach(pendingCheck, moved),
  'pendingCheck (mapped before)': movePending,
  'pendingCheck (restored)': reach(states.kept, events.connectionRestored),
  'kept (never checked)': reach(pendingCheck, events.connectionRevoked),
} as const;

const problem = fc.constantFrom(samples.refusedByHalo, samples.unavailable);
const by = fc.constantFrom(ada, ben);
const at = fc.integer({ min: 0, max: 60 }).map(minute);
const wanted = fc.constantFrom(backup, archive);
const anySite = fc.constantFrom(siteUrl, siteUrl, samples.otherSiteUrl);
const revision = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
const otherPsa = fc.option(fc.constant({ otherPsa: 'ConnectWise' }), { nil: {}, freq: 1 });
const reports = fc.tuple(at, otherPsa).map(([observedAt, other]) => ({ ...report, ...other, observedAt }));

const eventsOfType: { readonly [Type in Event['type']]: fc.Arbitrary<Extract<Event, { type: Type }>> } = {
  organizationReported: fc.record({ type: fc.constant('organizationReported'), report: reports }),
  mappingRequested: fc.record({ type: fc.constant('mappingRequested'), wanted, revision, by, at }),
  mappingChecked: fc.record({
    type: fc.constant('mappingChecked'),
    target: fc.constantFrom(checkedBackup, checkedArchive),
  }),
  mappingRefused: fc.record({ type: fc.constant('mappingRefused'), problem, at }),
  mappingUnchecked: fc.record({ type: fc.constant('mappingUnchecked'), problem, at }),
  unlinkRequested: fc.record({ type: fc.constant('unlinkRequested'), by, at }),
  connectionRevoked: fc.record({
    ...{ type: fc.constant('connectionRevoked'), keptUntil: at },
    siteUrl: fc.option(anySite, { freq: 4 }),
  }),
  connectionRestored: fc.record({ type: fc.constant('connectionRestored'), siteUrl: anySite, at }),
  keptExpired: fc.constant(events.keptExpired),
};

const { organizationReported, mappingRequested, mappingUnchecked, mappingRefused, ...rare } = eventsOfType;
export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: mappingRequested },
  { weight: 4, arbitrary: fc.oneof(mappingUnchecked, mappingRefused) },
  { weight: 5, arbitrary: fc.oneof(...Object.values(rare)) },
  { weight: 1, arbitrary: organizationReported },
);
