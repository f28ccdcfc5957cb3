import type { Client } from '@temporalio/client';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { OrganizationWorkflows } from '../../activities';
import type { Claim, Owner } from '../../domain/organization/owners';
import type { OrganizationId, PartnerId } from '../../domain/schema';
import type { licenceOwners } from '../../workflows';
import {
  claimLicencesUpdate,
  getOwnersQuery,
  licenceOwnersWorkflowId,
  searchAttributes,
  TASK_QUEUE,
} from '../../workflows/messages';
import { createBatches } from './batches';
import type { TemporalCalls } from './temporal';
import { unlessGone } from './temporal';

const BATCHES = { everyMs: 100, atMost: 200 };

/** Organizations that claimed a licence; an index that has ended still answers. */
export const readOwners = (client: Client, { soon }: TemporalCalls, partnerId: PartnerId) =>
  unlessGone<readonly OrganizationId[]>(
    () => soon(() => client.workflow.getHandle(licenceOwnersWorkflowId(partnerId)).query(getOwnersQuery)),
    () => [],
  );

/** Claims of many organizations go out together; the first one starts the Workflow that grants them. */
export function createClaims(client: Client, { soon }: TemporalCalls): OrganizationWorkflows['claimLicence'] {
  const send = (partnerId: PartnerId, claims: readonly Claim[]) =>
    soon(() =>
      client.workflow.executeUpdateWithStart(claimLicencesUpdate, {
        args: [claims],
        startWorkflowOperation: new WithStartWorkflowOperation<typeof licenceOwners>('licenceOwners', {
          workflowId: licenceOwnersWorkflowId(partnerId),
          taskQueue: TASK_QUEUE,
          workflowIdConflictPolicy: 'USE_EXISTING',
          args: [{ partnerId }],
          typedSearchAttributes: [{ key: searchAttributes.partnerId, value: partnerId }],
          staticSummary: `Owners of the Software Licences of partner ${partnerId}`,
          staticDetails: 'Sees to it that no two organizations are mapped to one Software Licence.',
        }),
      }),
    );
  const claim = createBatches<Claim, readonly Owner[]>({ ...BATCHES, send });
  return async (partnerId, wanted) => {
    const owners = await claim(partnerId, wanted);
    const owner = owners.find(({ softwareLicenceId }) => softwareLicenceId === wanted.softwareLicenceId);
    if (owner === undefined) throw new Error('A licence that was claimed has an owner.');
    return owner;
  };
}
