import { getExternalWorkflowHandle } from '@temporalio/workflow';
import type { PartnerId } from '../domain/schema';
import type { Failed } from './failure';
import { connectionWorkflowId, reconnectNeededSignal } from './messages';
import { unlessGone } from './unless-gone';

/** Tells the connection that HaloPSA refused its credentials, so that everything else stops using them. */
export async function reportRefusedCredentials(partnerId: PartnerId, failed: Failed): Promise<void> {
  if (failed.outcome !== 'refusedCredentials' || failed.credentials === undefined) return;
  const { credentials, problem } = failed;
  const connection = getExternalWorkflowHandle(connectionWorkflowId(partnerId));
  await unlessGone(() => connection.signal(reconnectNeededSignal, { credentials, problem }));
}
