import { OrganizationMappingView } from '../../domain/organization/view-schema';
import { MappingRequest } from '../../domain/schema';
import { getOrganizationQuery, mapOrganizationUpdate, unlinkOrganizationUpdate } from '../../workflows/messages';
import { ofOrganization, ok, operation } from '../operation';
import { queryOrganization, updateOrganization } from './call';

export const readMapping = operation({
  summary: 'What an organization is mapped to, with its history.',
  permission: 'act',
  input: { params: ofOrganization },
  answers: { 200: OrganizationMappingView },
  handle: async (call) => ok(await queryOrganization(call, getOrganizationQuery)),
});

export const mapOrganization = operation({
  summary:
    'Maps an organization to a Customer and a Software Licence; while HaloPSA is down it is saved to be checked later.',
  permission: 'act',
  limit: 'checks',
  input: { params: ofOrganization, body: MappingRequest },
  answers: { 200: OrganizationMappingView },
  handle: async (call) => {
    const { revision, ...wanted } = call.body;
    return ok(await updateOrganization(call, mapOrganizationUpdate, { wanted, revision, by: call.caller.actor }));
  },
});

export const unlinkOrganization = operation({
  summary: 'Unlinks an organization; the count of its licence in HaloPSA stays.',
  permission: 'act',
  limit: 'checks',
  input: { params: ofOrganization },
  answers: { 200: OrganizationMappingView },
  handle: async (call) => ok(await updateOrganization(call, unlinkOrganizationUpdate, { by: call.caller.actor })),
});
