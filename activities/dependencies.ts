import type { AccessAnswer } from '../domain/access';
import type { TurnAccess } from '../domain/gate-state';
import type { Actor, Choices, OrganizationId, PartnerId } from '../domain/schema';
import type { HaloClient } from '../halo';
import type { Vault } from '../vault';

export interface Listed {
  readonly siteUrl: string;
  readonly choices: Choices;
}

/** A partner's Workflows, as far as Activities read or tell them something. */
export interface PartnerWorkflows {
  access(partnerId: PartnerId): Promise<AccessAnswer>;
  /** All organizations, or those in one of `statuses`; a change of the last second may not show yet. */
  organizations(partnerId: PartnerId, statuses?: readonly string[]): Promise<readonly OrganizationId[]>;
  /** Organizations that are mapped to a Software Licence, with their names. */
  organizationsOf(partnerId: PartnerId, softwareLicenceId: number): Promise<readonly NamedOrganization[]>;
  tellRevoked(partnerId: PartnerId, organizationId: OrganizationId, notice: RevokedNotice): Promise<void>;
  tellRestored(partnerId: PartnerId, organizationId: OrganizationId, siteUrl: string): Promise<void>;
  /** Cancels everything of the partner that ends with a connection, telling each who revoked. */
  endWithConnection(partnerId: PartnerId, by: Actor): Promise<void>;
  /** Tells the gate what turns may use from now on, and starts it where there is none. */
  tellGate(partnerId: PartnerId, access: TurnAccess | null): Promise<void>;
  /** Closes the gate; answers when no turn is in flight. */
  closeGate(partnerId: PartnerId, by: Actor): Promise<void>;
  /** What the newest completed run of a list answered, or null. */
  lastChoices(workflowId: string): Promise<Listed | null>;
}

export interface NamedOrganization {
  readonly organizationId: OrganizationId;
  readonly name: string;
}

export interface RevokedNotice {
  readonly by: Actor;
  readonly siteUrl: string | null;
  readonly keptUntil: string;
}

export interface Dependencies {
  readonly halo: HaloClient;
  readonly vault: Vault;
  readonly workflows: PartnerWorkflows;
}
