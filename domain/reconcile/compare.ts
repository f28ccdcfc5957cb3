import { oddInHalo } from '../odd';
import type { Target } from '../organization/state';
import type { OrganizationRow } from '../organization/view-schema';
import { decide } from '../seats/decision';
import { canStart } from '../seats/machine';
import type { SeatPolicy } from '../seats/policy-schema';
import type { Cause, Decision, LicenceSeen, Written } from '../seats/state';
import { isStuck } from '../seats/stuck';
import type { ComparedRow, Finding } from './progress-schema';

export type { ComparedRow, Finding } from './progress-schema';

/** A Software Licence as HaloPSA lists it. */
export interface ListedLicence {
  readonly id: number;
  readonly name: string;
  /** Null, as `count`, where it cannot be read. */
  readonly customerId: number | null;
  readonly count: number | null;
  readonly active: boolean;
  readonly deleted: boolean;
  /** HaloPSA's names of the fields that cannot be used as they are. */
  readonly odd: readonly string[];
}

export interface ReconcileSettings {
  readonly definition: Written['definition'];
  readonly policy: SeatPolicy;
  readonly mode: 'reconcile' | 'preview';
  /** Whether the reconcile starts what was never written. */
  readonly startsNew?: boolean;
}

export interface Compared {
  readonly row: ComparedRow;
  readonly licence: LicenceSeen | null;
  /** Whether the organization has to look for itself. */
  readonly isNews: boolean;
  /** Whether a start would begin its sync: also where somebody has seen a dry run, as long as nothing was written. */
  readonly canStart: boolean;
}

type Mapped = OrganizationRow & { readonly target: Target };

/**
 * Compares organizations with the licences that they are mapped to, by the rules that a write goes by. Each organization
 * looks again itself before anything is written: what is found here is only a reason to look.
 */
export function compare(
  organizations: readonly Mapped[],
  licences: readonly ListedLicence[],
  settings: ReconcileSettings,
  at: string,
): readonly Compared[] {
  const byId = new Map(licences.map((licence) => [licence.id, licence]));
  const owners = new Map<number, number>();
  for (const { target } of organizations) {
    owners.set(target.softwareLicenceId, (owners.get(target.softwareLicenceId) ?? 0) + 1);
  }
  return organizations.map((organization) => {
    const { softwareLicenceId, customerId } = organization.target;
    const licence = byId.get(softwareLicenceId);
    if (licence === undefined) return lost(organization, 'missed', null);
    const { count, active, deleted, odd, name } = licence;
    const isElsewhere = licence.customerId !== null && licence.customerId !== customerId;
    if (!active || deleted || isElsewhere) return lost(organization, 'missed', count);
    if ((owners.get(softwareLicenceId) ?? 0) > 1) return lost(organization, 'doubled', count);
    if (count === null || licence.customerId === null) return unreadable(organization, oddInHalo(name, odd), settings);
    return decided(organization, { count, seenAt: at }, settings);
  });
}

/** The organization looks itself, and asks its partner. */
const unreadable = (organization: Mapped, reason: string, { definition }: ReconcileSettings): Compared => ({
  row: { ...rowOf(organization), finding: 'unreadable', before: null, after: null, reason },
  licence: null,
  isNews: organization.status === 'mapped' && organization.sync.status !== 'notStarted' && definition !== 'none',
  canStart: false,
});

const lost = (organization: Mapped, finding: Finding, before: number | null): Compared => ({
  row: { ...rowOf(organization), finding, before, after: null, reason: null },
  licence: null,
  // One that needs its partner already has been told.
  isNews: organization.status === 'mapped',
  canStart: false,
});

function decided(organization: Mapped, licence: LicenceSeen, settings: ReconcileSettings): Compared {
  const { report, sync } = organization;
  const isStart = (settings.mode === 'preview' || settings.startsNew === true) && canStart(sync);
  const cause: Cause = isStart ? 'start' : 'reconcile';
  const { written, accepted } = sync;
  const decision = decide({
    ...settings,
    cause,
    report,
    written,
    accepted,
    licence,
    approval: null,
    at: licence.seenAt,
  });
  // What agrees for the first time is looked at as well: from then on another count is somebody's edit.
  const isQuiet = decision.kind === 'off' || (decision.kind === 'unchanged' && (written ?? accepted) !== null);
  return {
    row: { ...rowOf(organization), finding: decision.kind, ...change(decision, licence.count) },
    licence,
    isNews: isTroubled(organization) || (!isQuiet && sync.status !== 'notStarted'),
    canStart: canStart(sync),
  };
}

/** The partner was asked; it may be right now, because somebody mended it in HaloPSA. */
const isTroubled = ({ status, sync }: Mapped): boolean => status === 'needsAttention' || isStuck(sync.status);

const rowOf = ({ organizationId, name, sync }: Mapped) => ({
  organizationId,
  name,
  notStarted: sync.status === 'notStarted',
});

function change(decision: Decision, count: number): Pick<ComparedRow, 'before' | 'after' | 'reason'> {
  switch (decision.kind) {
    case 'off':
      return { before: count, after: null, reason: null };
    case 'unchanged':
      return { before: count, after: count, reason: null };
    case 'write':
      return { before: count, after: decision.after, reason: null };
    case 'held':
      return { before: count, after: decision.after, reason: decision.reason };
    case 'drift':
      return { before: count, after: decision.ours, reason: null };
  }
}
