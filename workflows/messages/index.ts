import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { FoundNotice, RestoredNotice, RevokedNotice } from '../../activities';
import type { Candidate } from '../../domain/access';
import type { ConnectionHealth, ConnectionView } from '../../domain/connection/view';
import type { AccessAnswer, Limits, Outcome, TurnAccess, TurnRequest } from '../../domain/gate/state';
import type { GateItem, GateView } from '../../domain/gate/view';
import type { SeatSettings, Target } from '../../domain/organization/state';
import type { OrganizationMappingView } from '../../domain/organization/view';
import type { ComparedRow } from '../../domain/reconcile/compare';
import type {
  Actor,
  Choices,
  ChoicesRequest,
  OrganizationId,
  OrganizationReport,
  PartnerId,
  Problem,
  TicketMapping,
} from '../../domain/schema';
import type { SeatPolicy } from '../../domain/seats/policy-schema';
import type { SeatsView } from '../../domain/seats/view';
import type { RowsRequest } from './reconcile';
import type { Timings } from './timings';

export * from './reconcile';
export * from './timings';
export * from './workflow-ids';

export const TASK_QUEUE = 'halopsa';

/** What an operator can search by; registered before use. */
export const searchAttributes = {
  partnerId: defineSearchAttributeKey('PartnerId', SearchAttributeType.KEYWORD),
  organizationId: defineSearchAttributeKey('OrganizationId', SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey('Status', SearchAttributeType.KEYWORD),
  /** Of an organization's seat sync. */
  seatSync: defineSearchAttributeKey('SeatSync', SearchAttributeType.KEYWORD),
  customerId: defineSearchAttributeKey('CustomerId', SearchAttributeType.KEYWORD),
  softwareLicenceId: defineSearchAttributeKey('SoftwareLicenceId', SearchAttributeType.INT),
  operationIds: defineSearchAttributeKey('OperationIds', SearchAttributeType.KEYWORD_LIST),
};

/** The Memo that the lists show: an `OrganizationRow` or a `ConnectionHealth`. */
export const VIEW_MEMO = 'view';

/** Type of the ApplicationFailure with which a machine rejects a command; its message is the sentence for the partner. */
export const REJECTED = 'rejected';

/** Type of the ApplicationFailure for a no from HaloPSA; its only detail is a `Problem`. */
export const REFUSED = 'refused';

export interface Command {
  readonly by: Actor;
}

/** `haloConnection`: connect, ticket mapping, rights, revoke. */
export interface ConnectCommand extends Command {
  readonly candidate: Candidate;
  readonly partnerPath: readonly PartnerId[];
  /** Of one request over HTTP: an answer that names another one was given to an earlier request with the same key. */
  readonly request: string;
}
/** `credentials` are the references that the connection uses or tries. */
export interface ConnectAnswer {
  readonly view: ConnectionView;
  readonly credentials: readonly string[];
  readonly request: string;
}
export interface SaveTicketMappingCommand extends Command {
  readonly ticketMapping: TicketMapping;
}
export const connectUpdate = defineUpdate<ConnectAnswer, [ConnectCommand]>('connect');
export const checkRightsUpdate = defineUpdate<ConnectionView, [Command]>('checkRights');
export const saveTicketMappingUpdate = defineUpdate<ConnectionView, [SaveTicketMappingCommand]>('saveTicketMapping');
export const revokeTicketMappingUpdate = defineUpdate<ConnectionView, [Command]>('revokeTicketMapping');
export const undoTicketMappingRevokeUpdate = defineUpdate<ConnectionView, [Command]>('undoTicketMappingRevoke');
export const revokeConnectionUpdate = defineUpdate<ConnectionView, [Command]>('revokeConnection');
export interface SaveSeatPolicyCommand extends Command {
  readonly policy: SeatPolicy;
}
export const saveSeatPolicyUpdate = defineUpdate<ConnectionView, [SaveSeatPolicyCommand]>('saveSeatPolicy');
/** HaloPSA refused the credentials `credentials` while somebody else used them. */
export const reconnectNeededSignal = defineSignal<[{ credentials: string; problem: Problem }]>('reconnectNeeded');

/** There was no gate to ask for a turn: somebody ended it, though the connection stands. */
export const gateMissedSignal = defineSignal('gateMissed');

/** `credentials` are the references that the connection uses or tries. */
export interface ConnectionAnswer {
  readonly partnerPath: readonly PartnerId[];
  readonly credentials: readonly string[];
  readonly health: ConnectionHealth;
  readonly view: ConnectionView;
}
export const getConnectionQuery = defineQuery<ConnectionAnswer>('getConnection');
export const getAccessQuery = defineQuery<AccessAnswer>('getAccess');

/** `organizationMapping`: register, map, unlink. */
export interface MapOrganizationCommand extends Command {
  readonly wanted: Target;
  readonly revision?: number | undefined;
}
/** `count` and `theirs` are the numbers that the page showed, so that nobody decides about numbers unseen. */
export interface HeldCommand extends Command {
  readonly count?: number | undefined;
}
export interface ChooseCommand extends Command {
  readonly choice: 'ours' | 'theirs';
  readonly theirs?: number | undefined;
}
export const organizationReportedSignal = defineSignal<[OrganizationReport]>('organizationReported');
export const mapOrganizationUpdate = defineUpdate<OrganizationMappingView, [MapOrganizationCommand]>('mapOrganization');
export const unlinkOrganizationUpdate = defineUpdate<OrganizationMappingView, [Command]>('unlinkOrganization');
export const connectionRevokedSignal = defineSignal<[RevokedNotice]>('connectionRevoked');
export const connectionRestoredSignal = defineSignal<[RestoredNotice]>('connectionRestored');
export const settingsChangedSignal = defineSignal<[SeatSettings]>('settingsChanged');
/** What a reconcile found for the organization. */
export const reconcileNoticeSignal = defineSignal<[FoundNotice]>('reconcileNotice');
export const seatsUpdates = {
  start: defineUpdate<SeatsView, [Command]>('startSeatSync'),
  sync: defineUpdate<SeatsView, [Command]>('syncSeats'),
  approve: defineUpdate<SeatsView, [HeldCommand]>('approveSeats'),
  dismiss: defineUpdate<SeatsView, [HeldCommand]>('dismissSeats'),
  choose: defineUpdate<SeatsView, [ChooseCommand]>('chooseSeats'),
  preview: defineUpdate<ComparedRow, [Command]>('previewSeats'),
};
export const getSeatsQuery = defineQuery<SeatsView>('getSeats');
export const getOrganizationQuery = defineQuery<OrganizationMappingView>('getOrganization');

/** `haloGate`: turns. A key is the Workflow Id of who asks; it stands in the gate once. */
export interface TurnReport {
  readonly key: string;
  readonly outcome: Outcome;
  readonly problem: Problem | null;
  /** How many requests HaloPSA got. */
  readonly requests: number;
  readonly rateLimited: boolean;
  readonly retryAfterMs: number | null;
}
export const requestTurnSignal = defineSignal<[TurnRequest]>('requestTurn');
export const requestTurnsSignal = defineSignal<[readonly TurnRequest[]]>('requestTurns');
export const withdrawTurnSignal = defineSignal<[Pick<TurnRequest, 'key'>]>('withdrawTurn');
export const finishTurnSignal = defineSignal<[TurnReport]>('finishTurn');
/** What turns may use from now on, and how often; no access while there is no connection that could be used. */
export interface AccessNotice {
  readonly access: TurnAccess | null;
  readonly limits?: Partial<Limits> | undefined;
}
export const changeAccessSignal = defineSignal<[AccessNotice]>('changeAccess');
/** The gate's answer to who asked for a turn. */
export interface GrantedTurn extends TurnAccess {
  /** From then on (milliseconds since 1970) it may be somebody else's; earlier gates do not say. */
  readonly leaseUntil?: number;
}
export const turnGrantedSignal = defineSignal<[GrantedTurn]>('turnGranted');
/** To everybody who may have asked a gate that is no more. */
export const askAgainSignal = defineSignal('askAgain');
export const pauseGateUpdate = defineUpdate<GateView, [Command]>('pauseGate');
export const resumeGateUpdate = defineUpdate<GateView, [Command]>('resumeGate');
export const tryNowUpdate = defineUpdate<GateView, [Command]>('tryNow');
/** Brings what is parked back into the queue: one key, or all for null. */
export interface RetryCommand extends Command {
  readonly key: string | null;
}
export const retryTurnUpdate = defineUpdate<GateView, [RetryCommand]>('retryTurn');
/** Grants nothing any more, and answers when no turn is in flight. */
export const closeGateUpdate = defineUpdate<GateView, [Command]>('closeGate');
export const getGateQuery = defineQuery<GateView>('getGate');
/** Where one key stands, or null. */
export const getGateItemQuery = defineQuery<GateItem | null, [Pick<TurnRequest, 'key'>]>('getGateItem');
/** What waits, in the order in which turns are granted, then what is parked. */
export const getGateItemsQuery = defineQuery<
  { readonly items: readonly GateItem[]; readonly total: number },
  [RowsRequest]
>('getGateItems');
export interface GateInput {
  readonly partnerId: PartnerId;
  readonly limits?: Partial<Limits>;
  readonly continueAfterEvents?: number;
}

/** `haloChoices`: one list for a form. */
export interface ChoicesInput {
  readonly partnerId: PartnerId;
  readonly request: ChoicesRequest;
}
export type ChoicesAnswer =
  | { readonly status: 'listed'; readonly siteUrl: string; readonly choices: Choices }
  | { readonly status: 'refused'; readonly problem: Problem };
/** Who ended the connection, told to a list before it is cancelled. */
export const endedSignal = defineSignal<[{ by: Actor }]>('ended');

export interface ConnectionInput {
  readonly partnerId: PartnerId;
  readonly timings?: Partial<Timings>;
}
export interface OrganizationMappingInput {
  readonly partnerId: PartnerId;
  readonly organizationId: OrganizationId;
  readonly report: OrganizationReport;
  readonly timings?: Partial<Timings>;
}
