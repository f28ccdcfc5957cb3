import { MappingRequest } from '../domain/schema';
import {
  getOrganizationQuery,
  mapOrganizationUpdate,
  organizationWorkflowId,
  unlinkOrganizationUpdate,
} from '../workflows/messages';
import { OrganizationMappingView } from './answers';
import { ofOrganization, ok, operation } from './operation';
import { ApiError } from './problem';
import { read, unlessMissing, update } from './temporal-call';

export const readMapping = operation({
  summary: 'What an organization is mapped to, with its history.',
  permission: 'act',
  input: { params: ofOrganization },
  answers: { 200: OrganizationMappingView },
  handle: async ({ params: { partnerId, organizationId }, deps: { client } }) => {
    const handle = client.workflow.getHandle(organizationWorkflowId(partnerId, organizationId));
    return ok(
      await unlessMissing(
        read(client, () => handle.query(getOrganizationQuery)),
        noSuchOrganization,
      ),
    );
  },
});

export const mapOrganization = operation({
  summary:
    'Maps an organization to a Customer and a Software Licence; while HaloPSA is down it is saved to be checked later.',
  permission: 'act',
  input: { params: ofOrganization, body: MappingRequest },
  answers: { 200: OrganizationMappingView },
  handle: async ({ params: { partnerId, organizationId }, body, caller, idempotencyKey, deps }) => {
    const { revision, ...wanted } = body;
    const view = update(deps.client, {
      ...{ workflowId: organizationWorkflowId(partnerId, organizationId), definition: mapOrganizationUpdate },
      ...{ input: { wanted, revision, by: caller.actor }, idempotencyKey },
    });
    return ok(await unlessMissing(view, noSuchOrganization));
  },
});

export const unlinkOrganization = operation({
  summary: 'Unlinks an organization; the count of its licence in HaloPSA stays.',
  permission: 'act',
  input: { params: ofOrganization },
  answers: { 200: OrganizationMappingView },
  handle: async ({ params: { partnerId, organizationId }, caller, idempotencyKey, deps }) => {
    const view = update(deps.client, {
      ...{ workflowId: organizationWorkflowId(partnerId, organizationId), definition: unlinkOrganizationUpdate },
      ...{ input: { by: caller.actor }, idempotencyKey },
    });
    return ok(await unlessMissing(view, noSuchOrganization));
  },
});

export function noSuchOrganization(): never {
  throw new ApiError(404, 'notFound', 'This organization is not registered.');
}
