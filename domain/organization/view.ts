import type { WhoseMove } from '../connection/view';
import type { OrganizationId, OrganizationReport, Problem } from '../schema';
import type { Counted } from '../seats/decision';
import type { Accepted, LicenceSeen, Written } from '../seats/state';
import type { SeatsView } from '../seats/view';
import * as seats from '../seats/view';
import { mappingOf, targetOf } from './common';
import type { Change, Mapping, State, Target } from './state';

/** One row of the organizations grid. */
export interface OrganizationRow {
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly status: State['status'];
  readonly message: string;
  readonly whoseMove: WhoseMove;
  readonly customerName: string | null;
  readonly softwareLicenceName: string | null;
  readonly target: Target | null;
  readonly report: Counted;
  readonly sync: SyncRow;
}

/** The seat sync of one row. */
export interface SyncRow {
  readonly status: SeatsView['status'];
  readonly message: string;
  readonly whoseMove: WhoseMove;
  readonly since: string | null;
  readonly problem: Problem | null;
  readonly written: Written | null;
  readonly accepted: Accepted | null;
  readonly seen: LicenceSeen | null;
}

/** An organization's mapping as the Manage Connection page shows it. */
export interface OrganizationMappingView extends Omit<OrganizationRow, 'report'> {
  readonly revision: number;
  readonly mapping: Mapping | null;
  readonly wanted: Target | null;
  readonly problem: Problem | null;
  readonly keptUntil: string | null;
  readonly canUnlink: boolean;
  readonly report: OrganizationReport;
  readonly history: readonly Change[];
}

export function row(state: State): OrganizationRow {
  const mapping = mappingOf(state);
  return {
    organizationId: state.organizationId,
    name: state.report.name,
    status: state.status,
    message: sentence(state),
    whoseMove: whoseMove[state.status],
    customerName: mapping?.customerName ?? null,
    softwareLicenceName: mapping?.softwareLicenceName ?? null,
    target: mapping === null ? null : targetOf(mapping),
    report: { status: state.report.status, seats: state.report.seats, observedAt: state.report.observedAt },
    sync: syncRow(state),
  };
}

function syncRow(state: State): SyncRow {
  const { status, message, whoseMove: move, since, problem, written, accepted, seen } = seatsView(state);
  return { status, message, whoseMove: move, since, problem, written, accepted, seen };
}

/** The seat sync of an organization, which goes on in `mapped` and with a ticket mapping only. */
export function seatsView({ status, seats: sync, report, settings }: State): SeatsView {
  const { definition, policy } = settings;
  const shown = seats.view(sync, { report, definition: definition ?? 'none', policy });
  if (status !== 'mapped') return { ...shown, ...nothingToDo, message: NOT_MAPPED, whoseMove: whoseMove[status] };
  return definition === null ? { ...shown, message: PAUSED, whoseMove: 'you' } : shown;
}

const nothingToDo = { canStart: false, canApprove: false, canDismiss: false, canChoose: false, canSync: false };
const NOT_MAPPED = 'No seats are sent while the organization is not mapped.';
const PAUSED = 'Seat sync pauses until the ticket mapping is chosen. Nothing that was reported is lost.';

export function view(state: State): OrganizationMappingView {
  return {
    ...row(state),
    revision: state.revision,
    mapping: mappingOf(state),
    wanted: 'wanted' in state ? state.wanted : null,
    problem: 'problem' in state ? state.problem : null,
    keptUntil: state.status === 'kept' ? state.keptUntil : null,
    canUnlink: state.status === 'pendingCheck' || mappingOf(state) !== null,
    report: state.report,
    history: state.changes,
  };
}

const whoseMove: Readonly<Record<State['status'], WhoseMove>> = {
  unmapped: 'you',
  checking: 'us',
  pendingCheck: 'halo',
  refused: 'you',
  mapped: 'nobody',
  needsAttention: 'you',
  kept: 'you',
};

function sentence(state: State): string {
  switch (state.status) {
    case 'unmapped':
      return 'Not mapped to a Customer in HaloPSA.';
    case 'checking':
      return 'The mapping is being checked with HaloPSA.';
    case 'pendingCheck':
      return `Saved. It is checked as soon as HaloPSA answers. ${state.problem.detail}`;
    case 'refused':
      return `HaloPSA does not accept this mapping; choose again. ${state.problem.detail}`;
    case 'mapped':
      return `Mapped to ${state.mapping.customerName}, ${state.mapping.softwareLicenceName}.`;
    case 'needsAttention':
      return `The mapping needs you. ${state.problem.detail}`;
    case 'kept':
      return `Kept until ${state.keptUntil}; it comes back when ${state.siteUrl} is connected again.`;
  }
}
