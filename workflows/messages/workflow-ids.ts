import type { ChoicesRequest, OrganizationId, PartnerId } from '../../domain/schema';

export const connectionWorkflowId = (partnerId: PartnerId): string => `halo-connection:${partnerId}`;

export const organizationWorkflowId = (partnerId: PartnerId, organizationId: OrganizationId): string =>
  `organization-mapping:${partnerId}:${organizationId}`;

/** The organization whose Workflow has this id, or null. */
export function organizationIdOf(partnerId: PartnerId, workflowId: string): OrganizationId | null {
  const prefix = organizationWorkflowId(partnerId, '');
  return workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : null;
}

export const licenceOwnersWorkflowId = (partnerId: PartnerId): string => `licence-owners:${partnerId}`;

export const gateWorkflowId = (partnerId: PartnerId): string => `halo-gate:${partnerId}`;

/** Also the id of the Schedule that starts it each night. */
export const reconcileWorkflowId = (partnerId: PartnerId): string => `seat-reconcile:${partnerId}`;

export const previewWorkflowId = (partnerId: PartnerId): string => `seat-preview:${partnerId}`;

export function choicesWorkflowId(partnerId: PartnerId, { list, ...parameters }: ChoicesRequest): string {
  const ordered = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return ['halo-choices', partnerId, list, ...ordered].join(':');
}

const HASH = 16;

/** The id of the Update of one command: the caller's key, the Update's name, and a hash of what was sent. */
export const operationId = (idempotencyKey: string, name: string, hash: string): string =>
  [idempotencyKey, name, hash.slice(0, HASH)].join(':');

/** What an operator can search by: the key and the name, without the hash. */
export const searchableOperation = (id: string): string => id.replace(new RegExp(`:[0-9a-f]{${HASH}}$`), '');
