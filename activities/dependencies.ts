import type { AccessAnswer, TurnAccess, TurnRequest } from '../domain/gate/state';
import type { SeatSettings, Target } from '../domain/organization/state';
import type { OrganizationRow } from '../domain/organization/view';
import type { Actor, Choices, OrganizationId, PartnerId } from '../domain/schema';
import type { SeatPolicy } from '../domain/seats/policy-schema';
import type { LicenceSeen } from '../domain/seats/state';
import type { HaloClient } from '../halo';
import type { Vault } from '../vault';

export interface Listed {
  readonly siteUrl: string;
  readonly choices: Choices;
}

export interface NamedOrganization {
  readonly organizationId: OrganizationId;
  readonly name: string;
}

/** `generation` is the connection's: what an earlier one said does not undo what a later one did. */
export interface RevokedNotice {
  readonly by: Actor;
  readonly siteUrl: string | null;
  readonly keptUntil: string;
  readonly generation: number;
}

export interface RestoredNotice {
  readonly siteUrl: string;
  readonly generation: number;
}

/** Software Licences by id: those above `after` and up to `upTo`, null being no end; or certain ones. */
export type LicenceRange =
  | { readonly after: number; readonly upTo: number | null }
  | { readonly ids: readonly number[] };

/** What a reconcile tells an organization: that it may begin, what HaloPSA holds, or that its licence is not where it was. */
export type FoundNotice =
  | { readonly type: 'previewed' | 'started'; readonly by: Actor }
  | { readonly type: 'found'; readonly licence: LicenceSeen }
  | { readonly type: 'missed' };

export type MappedOrganization = OrganizationRow & { readonly target: Target };

/** A partner's organizations, as far as Activities read or tell them something. Who has ended meanwhile need not be told. */
export interface OrganizationWorkflows {
  /** All organizations; one of the last second may not show yet. */
  organizations(partnerId: PartnerId): Promise<readonly OrganizationId[]>;
  /** Organizations that are mapped to a Software Licence, with their names. */
  organizationsOf(partnerId: PartnerId, softwareLicenceId: number): Promise<readonly NamedOrganization[]>;
  /** Organizations whose mapping stands or needs its partner, as they showed themselves a moment ago. */
  mappedTo(partnerId: PartnerId, range: LicenceRange): Promise<readonly MappedOrganization[]>;
  countMapped(partnerId: PartnerId, range: LicenceRange): Promise<number>;
  tellRevoked(partnerId: PartnerId, organizationId: OrganizationId, notice: RevokedNotice): Promise<void>;
  tellRestored(partnerId: PartnerId, organizationId: OrganizationId, notice: RestoredNotice): Promise<void>;
  tellFound(partnerId: PartnerId, organizationId: OrganizationId, notice: FoundNotice): Promise<void>;
  tellSettings(partnerId: PartnerId, organizationId: OrganizationId, settings: SeatSettings): Promise<void>;
}

/** A partner's gate, and who may wait at it. */
export interface GateWorkflows {
  /** Tells the gate what turns may use from now on, and starts it where there is none: then the answer is true. */
  tellGate(partnerId: PartnerId, access: TurnAccess | null): Promise<boolean>;
  /** Asks for a turn, together with others that ask at the same moment; whether there was a gate to ask. */
  askForTurn(partnerId: PartnerId, turn: TurnRequest): Promise<boolean>;
  /** Ids of all that may wait for a turn; who began in the last second may not show yet. */
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
