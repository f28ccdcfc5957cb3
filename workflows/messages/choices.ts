import { defineSignal } from '@temporalio/workflow';
import type { Actor, Choices, ChoicesRequest, PartnerId, Problem } from '../../domain/schema';

/*
 * `haloChoices`: one list for a form.
 */

export interface ChoicesInput {
  readonly partnerId: PartnerId;
  readonly request: ChoicesRequest;
}
export type ChoicesAnswer =
  | { readonly status: 'listed'; readonly siteUrl: string; readonly choices: Choices }
  | { readonly status: 'refused'; readonly problem: Problem };
/** Where a Workflow that a revoke has ended says who revoked, as a sentence. */
export const ENDED_MEMO = 'ended';
/** Tells a list who ended the connection, before it is cancelled. */
export const endedSignal = defineSignal<[{ by: Actor }]>('ended');
