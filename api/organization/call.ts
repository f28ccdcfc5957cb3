import type { QueryDefinition, UpdateDefinition } from '@temporalio/client';
import type { Command } from '../../workflows/messages';
import { organizationWorkflowId } from '../../workflows/messages';
import type { OfOrganization } from '../operation';
import { ApiError } from '../problem';
import { query, unlessMissing, update } from '../temporal-call';

/** Sends a command to an organization. @throws ApiError 404 where it is not registered */
export function updateOrganization<Result, Input extends Command>(
  { params: { partnerId, organizationId }, idempotencyKey, deps }: OfOrganization,
  definition: UpdateDefinition<Result, [Input]>,
  input: Input,
): Promise<Result> {
  const workflowId = organizationWorkflowId(partnerId, organizationId);
  const answer = update(deps.client, { workflowId, definition, input, idempotencyKey });
  // A no may have changed the organization as well.
  return unlessMissing(answer, notRegistered).finally(() => deps.organizations.told(partnerId, organizationId));
}

/** Asks an organization. @throws ApiError 404 where it is not registered */
export function queryOrganization<Result>(
  { params: { partnerId, organizationId }, deps: { client } }: OfOrganization,
  definition: QueryDefinition<Result>,
): Promise<Result> {
  const workflowId = organizationWorkflowId(partnerId, organizationId);
  return unlessMissing(query(client, { workflowId, definition }), notRegistered);
}

function notRegistered(): never {
  throw new ApiError(404, 'notFound', 'This organization is not registered.');
}
