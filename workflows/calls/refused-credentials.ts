import { getExternalWorkflowHandle } from '@temporalio/workflow';
import type { PartnerId, Problem } from '../../domain/schema';
import { connectionWorkflowId, reconnectNeededSignal } from '../messages';
import type { Failed } from './failure';
import { unlessGone } from './unless-gone';

/** Tells the connection that HaloPSA refused its credentials, so that everything else stops using them. */
export async function reportRefusedCredentials(partnerId: PartnerId, failed: Failed): Promise<void> {
  if (failed.outcome !== 'refusedCredentials' || failed.credentials === undefined) return;
  await tellReconnectNeeded(partnerId, { credentials: failed.credentials, problem: failed.problem });
}

export async function tellReconnectNeeded(
  partnerId: PartnerId,
  refused: { readonly credentials: string; readonly problem: Problem },
): Promise<void> {
  const connection = getExternalWorkflowHandle(connectionWorkflowId(partnerId));
  await unlessGone(() => connection.signal(reconnectNeededSignal, refused));
}
