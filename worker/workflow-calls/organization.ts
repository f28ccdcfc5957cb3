import type { Client } from '@temporalio/client';
import type { OrganizationWorkflows } from '../../activities';
import { MappingStatus, OrganizationRow } from '../../domain/organization/view-schema';
import type { PartnerId } from '../../domain/schema';
import { queryRunning } from '../../process/temporal-client';
import {
  getOrganizationQuery,
  organizationIdOf,
  organizationNoticeSignal,
  organizationWorkflowId,
  VIEW_MEMO,
} from '../../workflows/messages';
import { runningOf } from '../../workflows/messages/visibility';
import { createClaims, readOwners } from './licence-owners';
import type { TemporalCalls } from './temporal';
import { unlessGone } from './temporal';

const workflowType = 'organizationMapping';
/** Mapping statuses in which a licence belongs to an organization. */
const statuses = ['mapped', 'needsAttention'] as const;
/** All but `unmapped`: of what becomes of the connection nothing changes for such a one, and its next command brings the news along. */
const inUse = MappingStatus.exclude(['unmapped']).options;

/** A partner's organizations, found by Temporal's Visibility and told by Signals. */
export function createOrganizationWorkflows(client: Client, calls: TemporalCalls): OrganizationWorkflows {
  const { soon, count, find, tell } = calls;
  const idsOf = async (partnerId: PartnerId, query: string) =>
    (await find(query)).flatMap(({ workflowId }) => organizationIdOf(partnerId, workflowId) ?? []);
  // A row that cannot be read (another version of ours wrote it) does not hide the others.
  const rows = async (query: string) =>
    (await find(query)).flatMap(({ memo }) => OrganizationRow.safeParse(memo?.[VIEW_MEMO]).data ?? []);

  return {
    organizations: async (partnerId) => {
      const listed = await idsOf(partnerId, runningOf({ partnerId, workflowType, statuses: inUse }));
      return [...new Set([...listed, ...(await readOwners(client, calls, partnerId))])];
    },

    refused: (partnerId) => idsOf(partnerId, runningOf({ partnerId, workflowType, syncStatuses: ['needsYou'] })),

    organization: (partnerId, organizationId) =>
      unlessGone(
        () => soon(() => queryRunning(client, organizationWorkflowId(partnerId, organizationId), getOrganizationQuery)),
        () => null,
      ),

    organizationsOf: (partnerId, softwareLicenceId) =>
      idsOf(partnerId, runningOf({ partnerId, workflowType, licences: { ids: [softwareLicenceId] } })),

    claimLicence: createClaims(client, calls),

    mappedTo: async (partnerId, licences) => {
      if ('ids' in licences && licences.ids.length === 0) return [];
      const found = await rows(runningOf({ partnerId, workflowType, statuses, licences }));
      return found.flatMap((row) => (row.target === null ? [] : [{ ...row, target: row.target }]));
    },

    mappedToCustomers: async (partnerId, customers) => {
      if (customers.length === 0) return [];
      return idsOf(partnerId, runningOf({ partnerId, workflowType, statuses: ['mapped'], customers }));
    },

    countMapped: (partnerId, licences) => count(runningOf({ partnerId, workflowType, statuses, licences })),

    tellOrganization: (partnerId, organizationId, notice) =>
      tell(organizationWorkflowId(partnerId, organizationId), (one) => one.signal(organizationNoticeSignal, notice)),
  };
}
