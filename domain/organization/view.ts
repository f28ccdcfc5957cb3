import type { WhoseMove } from '../schema';
import * as seats from '../seats/view';
import type { SeatsView } from '../seats/view-schema';
import { mappingOf, targetOf } from './common';
import type { State } from './state';
import type { OrganizationMappingView, OrganizationRow, SyncRow } from './view-schema';
import { SEATS_PAUSED, seatsUnsent, sentence } from './words';

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
    keptUntil: state.status === 'kept' ? state.keptUntil : null,
    report: { status: state.report.status, seats: state.report.seats, observedAt: state.report.observedAt },
    sync: syncRow(state),
  };
}

function syncRow(state: State): SyncRow {
  const shown = seatsView(state);
  const { status, message, whoseMove: move, since, until, problem, written, accepted, seen } = shown;
  return {
    status,
    message,
    whoseMove: move,
    since,
    until,
    problem,
    written,
    accepted,
    seen,
    ...seats.difference(shown),
  };
}

/** The seat sync of an organization, which goes on in `mapped` and with a ticket mapping only. */
export function seatsView({ status, seats: sync, report, settings }: State): SeatsView {
  const { definition, policy } = settings;
  const shown = seats.view(sync, { report, definition: definition ?? 'none', policy });
  if (status !== 'mapped')
    return { ...shown, ...nothingToDo, message: seatsUnsent[status], whoseMove: whoseMove[status] };
  return definition === null ? { ...shown, message: SEATS_PAUSED, whoseMove: 'you' } : shown;
}

const nothingToDo = { canStart: false, canApprove: false, canDismiss: false, canChoose: false, canSync: false };

export function view(state: State): OrganizationMappingView {
  return {
    ...row(state),
    revision: state.revision,
    mapping: mappingOf(state),
    wanted: 'wanted' in state ? state.wanted : null,
    problem: 'problem' in state ? state.problem : null,
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
