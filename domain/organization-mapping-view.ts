import type { WhoseMove } from './connection-view';
import { mappingOf } from './organization-mapping';
import type { Change, Mapping, State, Target } from './organization-mapping-state';
import type { OrganizationId, OrganizationReport, Problem } from './schema';

/** One row of the organizations grid. */
export interface OrganizationRow {
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly status: State['status'];
  readonly message: string;
  readonly whoseMove: WhoseMove;
  readonly customerName: string | null;
  readonly softwareLicenceName: string | null;
}

/** An organization's mapping as the Manage Connection page shows it. */
export interface OrganizationMappingView extends OrganizationRow {
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
  };
}

export function view(state: State): OrganizationMappingView {
  return {
    ...row(state),
    revision: state.revision,
    mapping: mappingOf(state),
    wanted: 'wanted' in state ? state.wanted : null,
    problem: 'problem' in state ? state.problem : null,
    keptUntil: state.status === 'kept' ? state.keptUntil : null,
    canUnlink: state.status !== 'unmapped',
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
