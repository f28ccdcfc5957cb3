import type { Access, AccessAnswer, TurnAccess } from '../domain/access';
import type { TurnRequest } from '../domain/gate/state';
import type { Claim, Owner } from '../domain/organization/owners';
import type { Notice, Target } from '../domain/organization/state';
import type { OrganizationMappingView, OrganizationRow } from '../domain/organization/view-schema';
import type { LicenceRange } from '../domain/reconcile/cursor';
import type { Actor, Choices, OrganizationId, PartnerId } from '../domain/schema';
import type { SeatPolicy } from '../domain/seats/policy-schema';
import type { HaloClient } from '../halo';
import type { Vault } from '../vault';

export interface Listed {
  readonly siteUrl: string;
  readonly choices: Choices;
}

export type MappedOrganization = OrganizationRow & { readonly target: Target };

/** A partner's organizations, as far as Activities read or tell them something. Who has ended meanwhile need not be told. */
export interface OrganizationWorkflows {
  /** All organizations that are mapped, were, or are about to be; one of the last second may not show yet, unless it claimed a licence. */
  organizations(partnerId: PartnerId): Promise<readonly OrganizationId[]>;
  /** Mapped organizations whose seat count HaloPSA refused. */
  refused(partnerId: PartnerId): Promise<readonly OrganizationId[]>;
  /** An organization as it is at this moment, or null where there is none. */
  organization(partnerId: PartnerId, organizationId: OrganizationId): Promise<OrganizationMappingView | null>;
  /** Organizations that are listed as mapped to a Software Licence; one of the last second may be missing or gone. */
  organizationsOf(partnerId: PartnerId, softwareLicenceId: number): Promise<readonly OrganizationId[]>;
  /** Claims a Software Licence, and gives its owner: another one where it belongs to another organization. */
  claimLicence(partnerId: PartnerId, claim: Claim): Promise<Owner>;
  /** Organizations that are mapped or need their partner, as their rows were a moment ago. */
  mappedTo(partnerId: PartnerId, range: LicenceRange): Promise<readonly MappedOrganization[]>;
  /** Mapped organizations of these customers. */
  mappedToCustomers(partnerId: PartnerId, customers: readonly number[]): Promise<readonly OrganizationId[]>;
  countMapped(partnerId: PartnerId, range: LicenceRange): Promise<number>;
  tellOrganization(partnerId: PartnerId, organizationId: OrganizationId, notice: Notice): Promise<void>;
}

/** A partner's gate, and who may wait at it. */
export interface GateWorkflows {
  /** Tells the gate what turns may use from now on, and starts it where there is none: then the answer is true. */
  tellGate(partnerId: PartnerId, access: TurnAccess | null): Promise<boolean>;
  /** Tells a gate that holds an outage that HaloPSA has answered somebody, once in an outage. */
  tellHaloAnswered(access: Access): Promise<void>;
  /** Asks for a turn, together with others that ask at the same moment. Gives false when there was no gate to ask. */
  askForTurn(partnerId: PartnerId, turn: TurnRequest): Promise<boolean>;
  /** The ids of all Workflows that may wait for a turn. One that began in the last second may be missing. */
  waitingForTurn(partnerId: PartnerId): Promise<readonly string[]>;
  tellToAskAgain(workflowId: string): Promise<void>;
}

/** What ends with a partner's connection: its gate, its Schedule, and what reads HaloPSA. */
export interface ConnectionWorkflows {
  /** Closes the gate; answers when no turn is in flight. A write is waited for; what only reads is cancelled. */
  closeGate(partnerId: PartnerId, by: Actor): Promise<void>;
  /** Makes or changes the Schedule of the nightly reconcile. */
  keepSchedule(partnerId: PartnerId, schedule: SeatPolicy['schedule']): Promise<void>;
  /** Ends everything of the partner that ends with a connection, telling each who revoked. */
  endWithConnection(partnerId: PartnerId, by: Actor): Promise<void>;
}

export interface PartnerWorkflows extends OrganizationWorkflows, GateWorkflows, ConnectionWorkflows {
  access(partnerId: PartnerId): Promise<AccessAnswer>;
  /** What the newest completed run of a list answered, or null. */
  lastChoices(workflowId: string): Promise<Listed | null>;
}

export interface Dependencies {
  readonly halo: HaloClient;
  readonly vault: Vault;
  readonly workflows: PartnerWorkflows;
}
