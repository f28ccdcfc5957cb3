import type { OrganizationWorkflows } from '../../activities';
import { OrganizationRow } from '../../domain/organization/view-schema';
import type { PartnerId } from '../../domain/schema';
import {
  organizationIdOf,
  organizationNoticeSignal,
  organizationWorkflowId,
  VIEW_MEMO,
} from '../../workflows/messages';
import { runningOf } from '../../workflows/messages/visibility';
import type { TemporalCalls } from './temporal';

const workflowType = 'organizationMapping';
/** Mapping statuses in which a licence belongs to an organization. */
const statuses = ['mapped', 'needsAttention'] as const;

/** A partner's organizations, found by Temporal's Visibility and told by Signals. */
export function createOrganizationWorkflows({ count, find, tell }: TemporalCalls): OrganizationWorkflows {
  // A row that cannot be read (another version of ours wrote it) does not hide the others.
  const rows = async (query: string) =>
    (await find(query)).flatMap(({ memo }) => OrganizationRow.safeParse(memo?.[VIEW_MEMO]).data ?? []);

  const ids = async (partnerId: PartnerId, query: string) =>
    (await find(query)).flatMap(({ workflowId }) => organizationIdOf(partnerId, workflowId) ?? []);

  return {
    organizations: (partnerId) => ids(partnerId, runningOf({ partnerId, workflowType })),

    refused: (partnerId) => ids(partnerId, runningOf({ partnerId, workflowType, syncStatuses: ['needsYou'] })),

    // Who has a licence is in its Workflow Id, also when its row cannot be read.
    organizationsOf: async (partnerId, softwareLicenceId) => {
      const found = await find(runningOf({ partnerId, workflowType, licences: { ids: [softwareLicenceId] } }));
      return found.flatMap(({ workflowId, memo }) => {
        const organizationId = organizationIdOf(partnerId, workflowId);
        const name = OrganizationRow.safeParse(memo?.[VIEW_MEMO]).data?.name ?? organizationId;
        return organizationId === null || name === null ? [] : [{ organizationId, name }];
      });
    },

    mappedTo: async (partnerId, licences) => {
      if ('ids' in licences && licences.ids.length === 0) return [];
      const found = await rows(runningOf({ partnerId, workflowType, statuses, licences }));
      return found.flatMap((row) => (row.target === null ? [] : [{ ...row, target: row.target }]));
    },

    mappedToCustomers: async (partnerId, customers) => {
      if (customers.length === 0) return [];
      return ids(partnerId, runningOf({ partnerId, workflowType, statuses: ['mapped'], customers }));
    },

    countMapped: (partnerId, licences) => count(runningOf({ partnerId, workflowType, statuses, licences })),

    tellOrganization: (partnerId, organizationId, notice) =>
      tell(organizationWorkflowId(partnerId, organizationId), (one) => one.signal(organizationNoticeSignal, notice)),
  };
}
