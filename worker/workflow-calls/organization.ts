import type { OrganizationWorkflows } from '../../activities';
import { OrganizationRow } from '../../domain/organization/view-schema';
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
  const rows = async (query: string) => (await find(query)).map(({ memo }) => OrganizationRow.parse(memo?.[VIEW_MEMO]));

  return {
    organizations: async (partnerId) => {
      const found = await find(runningOf({ partnerId, workflowType }));
      return found.flatMap(({ workflowId }) => organizationIdOf(partnerId, workflowId) ?? []);
    },

    organizationsOf: (partnerId, softwareLicenceId) =>
      rows(runningOf({ partnerId, workflowType, licences: { ids: [softwareLicenceId] } })),

    mappedTo: async (partnerId, licences) => {
      if ('ids' in licences && licences.ids.length === 0) return [];
      const found = await rows(runningOf({ partnerId, workflowType, statuses, licences }));
      return found.flatMap((row) => (row.target === null ? [] : [{ ...row, target: row.target }]));
    },

    countMapped: (partnerId, licences) => count(runningOf({ partnerId, workflowType, statuses, licences })),

    tellOrganization: (partnerId, organizationId, notice) =>
      tell(organizationWorkflowId(partnerId, organizationId), (one) => one.signal(organizationNoticeSignal, notice)),
  };
}
