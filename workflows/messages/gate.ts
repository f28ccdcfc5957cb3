import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { TurnAccess } from '../../domain/access';
import type { OperationView } from '../../domain/gate/operation-schema';
import type { CredentialsUsed, Limits, Outcome, TurnRequest } from '../../domain/gate/state';
import type { GateItem, Standing } from '../../domain/gate/view';
import type { GateView } from '../../domain/gate/view-schema';
import type { PartnerId, Problem } from '../../domain/schema';
import type { Command } from './command';
import type { RowsRequest } from './rows';

/*
 * `haloGate`: turns. A key is the Workflow Id of who asks; it stands in the gate once.
 */

export interface TurnReport {
  readonly key: string;
  readonly outcome: Outcome;
  readonly problem: Problem | null;
  /** How many requests HaloPSA got. */
  readonly requests: number;
  readonly rateLimited: boolean;
  readonly retryAfterMs: number | null;
}
export const requestTurnsSignal = defineSignal<[readonly TurnRequest[]]>('requestTurns');
export const withdrawTurnSignal = defineSignal<[Pick<TurnRequest, 'key'>]>('withdrawTurn');
export const finishTurnSignal = defineSignal<[TurnReport]>('finishTurn');
/** HaloPSA has answered a call that waits for no turn. Sent to a gate that holds an outage. */
export const haloAnsweredSignal = defineSignal<[Pick<CredentialsUsed, 'generation'>]>('haloAnswered');
/** What turns may use from now on, and how often; no access while there is no connection that could be used. */
export interface AccessNotice {
  readonly access: TurnAccess | null;
  readonly limits?: Partial<Limits> | undefined;
}
export const changeAccessSignal = defineSignal<[AccessNotice]>('changeAccess');
/** The gate's answer to who asked for a turn. */
export interface GrantedTurn extends TurnAccess {
  /** From then on (milliseconds since 1970) the turn may be somebody else's. */
  readonly leaseUntil: number;
}
export const turnGrantedSignal = defineSignal<[GrantedTurn]>('turnGranted');
/** The gate was started anew. Everybody who may have asked the old one asks again. */
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
export interface GateItemsRequest extends RowsRequest {
  /** Default: all. */
  readonly view?: OperationView;
}
export interface GateItems extends Standing {
  readonly items: readonly GateItem[];
  /** How many the view has. */
  readonly total: number;
}
/** What is parked, then what waits, in the order in which turns are granted. */
export const getGateItemsQuery = defineQuery<GateItems, [GateItemsRequest]>('getGateItems');
export interface GateInput {
  readonly partnerId: PartnerId;
  readonly limits?: Partial<Limits>;
  readonly continueAfterEvents?: number;
}
