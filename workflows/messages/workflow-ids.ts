import type { ChoicesRequest, OrganizationId, PartnerId } from '../../domain/schema';

export const connectionWorkflowId = (partnerId: PartnerId): string => `halo-connection:${partnerId}`;

export const organizationWorkflowId = (partnerId: PartnerId, organizationId: OrganizationId): string =>
  `organization-mapping:${partnerId}:${organizationId}`;

/** The organization that a Workflow Id is of, or null. */
export function organizationIdOf(partnerId: PartnerId, workflowId: string): OrganizationId | null {
  const prefix = organizationWorkflowId(partnerId, '');
  return workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : null;
}

export const gateWorkflowId = (partnerId: PartnerId): string => `halo-gate:${partnerId}`;

/** Also the id of the Schedule that starts it each night. */
export const reconcileWorkflowId = (partnerId: PartnerId): string => `seat-reconcile:${partnerId}`;

export const previewWorkflowId = (partnerId: PartnerId): string => `seat-preview:${partnerId}`;

export function choicesWorkflowId(partnerId: PartnerId, { list, ...parameters }: ChoicesRequest): string {
  const ordered = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return ['halo-choices', partnerId, list, ...ordered].join(':');
}

const HASH = 16;

/** Of one command: by whose key, what is to be done, and a hash of what was said to it. The id of its Update. */
export const operationId = (idempotencyKey: string, name: string, hash: string): string =>
  [idempotencyKey, name, hash.slice(0, HASH)].join(':');

/** What an operator knows of it, to search by: the key and the name. */
export const searchableOperation = (id: string): string => id.replace(new RegExp(`:[0-9a-f]{${HASH}}$`), '');
