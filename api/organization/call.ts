import type { QueryDefinition, UpdateDefinition } from '@temporalio/client';
import type { ConnectionNow } from '../../domain/organization/state';
import type { OrganizationCommand } from '../../workflows/messages';
import { organizationWorkflowId } from '../../workflows/messages';
import { queryConnectionNow } from '../connection/call';
import type { OfOrganization } from '../operation';
import { ApiError } from '../problem';
import { query, unlessMissing, update } from '../temporal-call';

/** Sends a command to an organization. @throws ApiError 404 where it is not registered */
export async function updateOrganization<Result, Input extends OrganizationCommand>(
  { params: { partnerId, organizationId }, idempotencyKey, deps }: OfOrganization,
  definition: UpdateDefinition<Result, [Input]>,
  command: Input,
): Promise<Result> {
  const input: Input = { ...command, connection: await queryConnectionNow(deps, partnerId) };
  const workflowId = organizationWorkflowId(partnerId, organizationId);
  const answer = update(deps.client, { workflowId, definition, input, idempotencyKey });
  // A no may have changed the organization as well.
  return unlessMissing(answer, notRegistered).finally(() => deps.organizations.told(partnerId, organizationId));
}

/** Asks an organization. @throws ApiError 404 where it is not registered */
export async function queryOrganization<Result>(
  { params: { partnerId, organizationId }, deps }: OfOrganization,
  definition: QueryDefinition<Result, [ConnectionNow?]>,
): Promise<Result> {
  const connection = await queryConnectionNow(deps, partnerId);
  const workflowId = organizationWorkflowId(partnerId, organizationId);
  return unlessMissing(query(deps.client, { workflowId, mustRun: true, definition }, connection), notRegistered);
}

function notRegistered(): never {
  throw new ApiError(404, 'notFound', 'This organization is not registered.');
}
