import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AccessAnswer, Candidate } from '../../domain/access';
import type { Place } from '../../domain/connection/state';
import type { ConnectionHealth, ConnectionView } from '../../domain/connection/view-schema';
import type { PartnerId, Problem, TicketMapping } from '../../domain/schema';
import type { SeatPolicy } from '../../domain/seats/policy-schema';
import type { Command } from './command';
import type { Timings } from './timings';

/*
 * `haloConnection`: connect, ticket mapping, rights, seat policy, revoke.
 */

export interface ConnectionInput {
  readonly partnerId: PartnerId;
  /** Where it begins to count; an api of before did not say it. */
  readonly firstGeneration?: number;
  readonly timings?: Partial<Timings>;
}

export interface ConnectCommand extends Command {
  readonly candidate: Candidate;
  readonly partnerPath: readonly PartnerId[];
  /** When the token was issued that says so, in seconds since 1970. */
  readonly issuedAt?: number;
  /** Names one request over HTTP. An answer that names another one was given to an earlier request with the same key. */
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
/** The same where nobody waits for its end: Temporal keeps it until a Worker is there. */
export const revokeConnectionSignal = defineSignal<[Command]>('revokeConnectionLater');
export interface SaveSeatPolicyCommand extends Command {
  readonly policy: SeatPolicy;
}
export const saveSeatPolicyUpdate = defineUpdate<ConnectionView, [SaveSeatPolicyCommand]>('saveSeatPolicy');
/** HaloPSA refused the credentials `credentials` while somebody else used them. */
export const reconnectNeededSignal = defineSignal<[{ credentials: string; problem: Problem }]>('reconnectNeeded');

/** Where the partner stands in the tree, as a token of its own says. */
export const partnerPlacedSignal = defineSignal<[Place]>('partnerPlaced');

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
