import fc from 'fast-check';
import type { Event, SeatSettings } from '../../../domain/organization/machine';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import * as samples from '../samples';
import { ada, archive, backup, ben, checkedArchive, checkedBackup, minute, report, siteUrl } from '../samples';

const told = { policy: defaultSeatPolicy, generation: 1 };
export const usedSeats: SeatSettings = { definition: 'used', ...told, revision: 1 };
export const activeSeats: SeatSettings = { definition: 'active', ...told, revision: 2 };
export const noSeats: SeatSettings = { definition: 'none', ...told, revision: 2 };
export const noTicketMapping: SeatSettings = { definition: null, ...told, revision: 2 };

/** What the portal counts later than at first. */
export const newer = { ...report, seats: { ...report.seats, used: 13 }, observedAt: minute(5) };

const turn = { definition: 'used', licence: { count: 10, seenAt: minute(47) }, version: 1, at: minute(47) } as const;

/** One event of each type: a type added to the machine must be answered here to compile. */
export const events = {
  organizationReported: { type: 'organizationReported', report: newer, debounceUntil: minute(6), at: minute(5) },
  mappingRequested: { type: 'mappingRequested', wanted: backup, by: ada, at: minute(10) },
  mappingChecked: { type: 'mappingChecked', target: checkedBackup, settings: usedSeats, at: minute(11) },
  mappingRefused: { type: 'mappingRefused', problem: samples.refusedByHalo, at: minute(12) },
  mappingUnchecked: { type: 'mappingUnchecked', problem: samples.unavailable, at: minute(13) },
  unlinkRequested: { type: 'unlinkRequested', by: ben, at: minute(14) },
  connectionRevoked: {
    type: 'connectionRevoked',
    by: ben,
    siteUrl,
    keptUntil: minute(43_200),
    generation: 2,
    at: minute(29),
  },
  connectionRestored: { type: 'connectionRestored', siteUrl, generation: 2, at: minute(30) },
  keptExpired: { type: 'keptExpired', at: minute(43_200) },
  mappingBroken: { type: 'mappingBroken', problem: samples.refusedByHalo, at: minute(40) },
  settingsChanged: { type: 'settingsChanged', settings: activeSeats, at: minute(41) },
  reconcileMissed: { type: 'reconcileMissed', at: minute(42) },
  reconcileFound: { type: 'reconcileFound', licence: { count: 10, seenAt: minute(43) }, at: minute(43) },
  previewed: { type: 'previewed', by: ada, at: minute(44) },
  startRequested: { type: 'startRequested', by: ada, at: minute(45) },
  debounceEnded: { type: 'debounceEnded', at: minute(46) },
  decided: { type: 'decided', decision: { kind: 'write', before: 10, after: 12 }, ...turn },
  writeRefused: { type: 'writeRefused', problem: samples.refusedByHalo, version: 1, at: minute(47) },
  writeUnanswered: { type: 'writeUnanswered', sent: { before: 10, after: 12 }, sinceVersion: 1 },
  approveRequested: { type: 'approveRequested', by: ben, at: minute(48) },
  dismissRequested: { type: 'dismissRequested', by: ben, at: minute(48) },
  syncRequested: { type: 'syncRequested', by: ben, at: minute(48) },
  driftChosen: { type: 'driftChosen', choice: 'ours', by: ben, at: minute(48) },
} as const satisfies { readonly [Type in Event['type']]: Extract<Event, { type: Type }> };

/** The same requests for another Software Licence, by another person. */
export const moved = { ...events.mappingRequested, wanted: archive, by: ben, at: minute(20) } as const;
export const movedChecked = { ...events.mappingChecked, target: checkedArchive, at: minute(21) } as const;

/** The portal reports that the organization is mapped in another PSA. */
export const elsewhere: Event = {
  type: 'organizationReported',
  debounceUntil: minute(7),
  at: minute(6),
  report: { ...report, otherPsa: 'ConnectWise', observedAt: minute(6) },
};

/** What else a turn may bring. */
export const outcomes = {
  held: { ...events.decided, decision: { kind: 'held', reason: 'largeChange', before: 10, after: 40 } },
  drift: { ...events.decided, decision: { kind: 'drift', ours: 12, theirs: 10, written: 9 } },
  off: { ...events.decided, decision: { kind: 'off' }, definition: 'none' },
} as const satisfies Record<string, Event>;

const problem = fc.constantFrom(samples.refusedByHalo, samples.unavailable);
const by = fc.constantFrom(ada, ben);
const at = fc.integer({ min: 0, max: 60 }).map(minute);
const version = fc.nat({ max: 12 });
const wanted = fc.constantFrom(backup, archive);
const anySite = fc.constantFrom(siteUrl, siteUrl, samples.otherSiteUrl);
const generation = fc.integer({ min: 1, max: 4 });
const revision = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
const otherPsa = fc.option(fc.constant({ otherPsa: 'ConnectWise' }), { nil: {}, freq: 1 });
const seats = fc.nat({ max: 15 }).map((used) => ({ ...report.seats, used }));
const reports = fc.tuple(at, otherPsa, seats).map(([observedAt, other, counted]) => ({
  ...report,
  ...other,
  observedAt,
  seats: counted,
}));
const settings = fc.constantFrom(usedSeats, usedSeats, activeSeats, noSeats, noTicketMapping);
const licence = fc.record({ count: fc.nat({ max: 15 }), seenAt: at });
const person = { by, at };

const eventsOfType: { readonly [Type in Event['type']]: fc.Arbitrary<Extract<Event, { type: Type }>> } = {
  organizationReported: fc.record({
    type: fc.constant('organizationReported'),
    report: reports,
    debounceUntil: at,
    at,
  }),
  mappingRequested: fc.record({ type: fc.constant('mappingRequested'), wanted, revision, ...person }),
  mappingChecked: fc.record({
    type: fc.constant('mappingChecked'),
    target: fc.constantFrom(checkedBackup, checkedArchive),
    settings,
    at,
  }),
  mappingRefused: fc.record({ type: fc.constant('mappingRefused'), problem, at }),
  mappingUnchecked: fc.record({ type: fc.constant('mappingUnchecked'), problem, at }),
  unlinkRequested: fc.record({ type: fc.constant('unlinkRequested'), ...person }),
  connectionRevoked: fc.record({
    type: fc.constant('connectionRevoked'),
    by: person.by,
    keptUntil: at,
    generation,
    siteUrl: fc.option(anySite, { freq: 4 }),
    at,
  }),
  connectionRestored: fc.record({ type: fc.constant('connectionRestored'), siteUrl: anySite, generation, at }),
  keptExpired: fc.record({ type: fc.constant('keptExpired'), at }),
  mappingBroken: fc.record({ type: fc.constant('mappingBroken'), problem, at }),
  settingsChanged: fc.record({ type: fc.constant('settingsChanged'), settings, at }),
  reconcileMissed: fc.record({ type: fc.constant('reconcileMissed'), at }),
  reconcileFound: fc.record({ type: fc.constant('reconcileFound'), licence, at }),
  previewed: fc.record({ type: fc.constant('previewed'), ...person }),
  startRequested: fc.record({ type: fc.constant('startRequested'), ...person }),
  debounceEnded: fc.record({ type: fc.constant('debounceEnded'), at }),
  decided: fc
    .tuple(fc.constantFrom(events.decided, ...Object.values(outcomes)), version)
    .map(([decided, began]) => ({ ...decided, version: began })),
  writeRefused: fc.record({ type: fc.constant('writeRefused'), problem, version, at }),
  writeUnanswered: fc.record({
    type: fc.constant('writeUnanswered'),
    sent: fc.record({ before: fc.option(fc.nat(50)), after: fc.nat(50) }),
    sinceVersion: version,
  }),
  approveRequested: fc.record({ type: fc.constant('approveRequested'), ...person }),
  dismissRequested: fc.record({ type: fc.constant('dismissRequested'), ...person }),
  syncRequested: fc.record({ type: fc.constant('syncRequested'), ...person }),
  driftChosen: fc.record({
    type: fc.constant('driftChosen'),
    choice: fc.constantFrom('ours', 'theirs'),
    ...person,
  }),
};

const { mappingRequested, mappingUnchecked, mappingRefused, mappingChecked, startRequested, decided } = eventsOfType;
export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: mappingRequested },
  { weight: 5, arbitrary: fc.oneof(mappingUnchecked, mappingRefused, mappingChecked) },
  { weight: 3, arbitrary: fc.oneof(startRequested, decided) },
  { weight: 9, arbitrary: fc.oneof(...Object.values(eventsOfType)) },
);
