import type { Sent } from '../access';
import type { OrganizationReport, SeatCount } from '../schema';
import type { SeatPolicy } from './policy-schema';
import type { Accepted, Approval, Cause, Decision, HeldReason, LicenceSeen, Written } from './state';

/** What a report says of seats. */
export type Counted = Pick<OrganizationReport, 'status' | 'seats' | 'observedAt'>;

export interface DecisionInput {
  readonly cause: Cause;
  readonly definition: SeatCount;
  readonly report: Counted;
  readonly policy: SeatPolicy;
  readonly written: Written | null;
  readonly accepted: Accepted | null;
  /** Null when it was not read. Then only `off` and `unchanged` can be trusted; for anything else it has to be read first. */
  readonly licence: LicenceSeen | null;
  readonly approval: Approval | null;
  readonly at: string;
}

/** What has to happen to the count in a licence: for the write, for the preview and for the reconcile alike. */
export function decide(input: DecisionInput): Decision {
  const wanted = wantedSeats(input.definition, input.report);
  if (wanted === null) return { kind: 'off' };
  const { written, accepted, licence, approval } = input;
  const count = licence?.count ?? accepted?.theirs ?? written?.count ?? null;
  if (count === null) return { kind: 'write', before: null, after: wanted };
  if (count === wanted || isAccepted(accepted, count, wanted)) return { kind: 'unchanged', count, wanted };
  if (written !== null && isDrift(input, written, count)) {
    return { kind: 'drift', ours: wanted, theirs: count, written: written.count };
  }
  const reason = approval?.count === wanted ? null : heldReason(input, count, wanted);
  return reason === null
    ? { kind: 'write', before: count, after: wanted }
    : { kind: 'held', reason, before: count, after: wanted };
}

export interface UnreadInput extends Omit<DecisionInput, 'licence'> {
  readonly seen: LicenceSeen | null;
}

/** The decision that needs no turn, because nothing can have changed; null where HaloPSA must be asked. */
export function decideUnread({ seen, ...input }: UnreadInput): Decision | null {
  const decision = decide({ ...input, licence: seen });
  const { cause } = input;
  if (decision.kind === 'off') return decision;
  // A person who asks for a sync, and the reconcile, want us to look at HaloPSA.
  const mayTrust = cause === 'report' || cause === 'settings';
  return mayTrust && decision.kind === 'unchanged' ? decision : null;
}

/** The number that belongs into the licence, or null where no seats are synced. */
export const wantedSeats = (definition: SeatCount, report: Pick<Counted, 'seats'>): number | null =>
  definition === 'none' ? null : report.seats[definition];

/** What a write may have sent, when nobody knows how far it came. */
export function mayHaveSent({ definition, report, written }: Omit<DecisionInput, 'licence'>): Sent | null {
  const after = wantedSeats(definition, report);
  return after === null ? null : { before: written?.count ?? null, after };
}

/**
 * The decision after sends of which nobody knows how far they came. A count that is found as it was sent was written by us, and
 * is what a later edit in HaloPSA is a drift from. So is the count that was found before a send that HaloPSA did not store: it
 * was looked at then, and taken for ours to replace.
 */
export function decideAfterSending(
  sent: readonly (Sent | null)[],
  input: Omit<DecisionInput, 'licence'>,
  licence: LicenceSeen,
): Decision {
  const written = { count: licence.count, definition: input.definition, at: licence.seenAt };
  const stored = sent.find((one) => one?.after === licence.count);
  if (!stored) {
    const isOurs = sent.some((one) => one?.before === licence.count);
    return decide({ ...input, ...(isOurs && { written }), licence });
  }
  const decision = decide({ ...input, written, licence });
  return decision.kind === 'unchanged' && stored.before !== stored.after ? { kind: 'write', ...stored } : decision;
}

const isAccepted = (accepted: Accepted | null, count: number, wanted: number): boolean =>
  accepted !== null && accepted.theirs === count && accepted.insteadOf === wanted;

const isDrift = ({ policy, accepted, approval }: DecisionInput, written: Written, count: number): boolean =>
  count !== written.count && policy.drift === 'ask' && accepted?.theirs !== count && approval?.overwrite !== count;

function heldReason(input: DecisionInput, before: number, after: number): HeldReason | null {
  const { report, policy, written, at } = input;
  if (ageInHours(report.observedAt, at) > policy.maxReportAgeHours) return 'oldReport';
  if (report.status !== 'active' && policy.inactiveOrganization === 'hold') return 'inactiveOrganization';
  if (after === 0 && before > 0 && policy.dropToZero === 'hold') return 'dropToZero';
  // Who starts syncing has seen the numbers in the preview, so the first write may be any size.
  const isStart = input.cause === 'start' && written === null;
  if (!isStart && isLarge(policy, before, after)) return 'largeChange';
  return null;
}

function isLarge({ largeChange }: SeatPolicy, before: number, after: number): boolean {
  const difference = Math.abs(after - before);
  // A percentage of 0, or of a negative count (HaloPSA allows it), means nothing. Then the seats alone decide.
  const percent = before > 0 ? (difference / before) * 100 : Number.POSITIVE_INFINITY;
  return difference > largeChange.seats && percent > largeChange.percent;
}

const ageInHours = (observedAt: string, at: string): number => (Date.parse(at) - Date.parse(observedAt)) / 3_600_000;
