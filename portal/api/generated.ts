// Made by `npm run generate:portal` of the api's own description, not to be edited.
export type HeldReason =
  | "largeChange"
  | "dropToZero"
  | "oldReport"
  | "inactiveOrganization";

export type SyncStatus =
  | "notStarted"
  | "inSync"
  | "debouncing"
  | "waiting"
  | "held"
  | "drift"
  | "needsYou"
  | "off";

export type MappingStatus =
  | "unmapped"
  | "checking"
  | "pendingCheck"
  | "refused"
  | "mapped"
  | "needsAttention"
  | "kept";

export type SeatCount = "used" | "purchased" | "active" | "none";

/** Who has to act next. */
export type WhoseMove = "you" | "halo" | "us" | "nobody";

export interface Live {
  /**
   * The server's time, by which the others are to be counted.
   * @format date-time
   */
  now: string;
  nextLookSeconds: 2 | 10 | 60;
  /** Changes when anything in here but `now` does. */
  revision: string;
  connection: ConnectionHealth;
  /** What stands between us and HaloPSA; null while not connected. */
  gate: Gate | null;
  /** Null for those who may not read seats, and where they are not counted yet: look again. */
  organizations: ViewCounts | null;
  /** What the list of operations has, by view; null where `organizations` is. */
  operations: OperationCounts | null;
}

export interface ConnectionHealth {
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  partnerId: string;
  status:
    | "disconnected"
    | "verifying"
    | "connected"
    | "needsReconnect"
    | "revoking";
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  /** @format date-time */
  since: string | null;
  problem: Trouble | null;
  /**
   * When the credentials that `problem` is about were refused, or could not be checked.
   * @format date-time
   */
  refusedAt: string | null;
  /**
   * Until when the mappings are kept after a revoke.
   * @format date-time
   */
  keptUntil: string | null;
}

/** A no or a trouble, for a person. */
export interface Trouble {
  code: string;
  detail: string;
  fields?: Record<string, string>;
}

export interface Gate {
  status: "open" | "waitingForHalo" | "needsReconnect" | "paused" | "closed";
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  /** @format date-time */
  since: string | null;
  problem: Trouble | null;
  /** What is not in HaloPSA yet, by kind; without the held ones. */
  waiting: {
    seatSync: number;
    mappingCheck: number;
    ticketMappingCheck: number;
    incident: number;
    reconcile: number;
  };
  /** What waits for the ticket mapping to be chosen. */
  held: {
    seatSync: number;
    mappingCheck: number;
    ticketMappingCheck: number;
    incident: number;
    reconcile: number;
  };
  parked: number;
  /** @format date-time */
  oldestWaitingSince: string | null;
  attempts: number;
  /** @format date-time */
  nextAttemptAt: string | null;
  pausedBy: string | null;
  requestsInWindow: number;
  limit: number;
  /** The last time that HaloPSA could not be used, once that was over. */
  lastOutage: PastOutage | null;
}

export interface PastOutage {
  /** @format date-time */
  since: string;
  /** @format date-time */
  until: string;
  /** How many waited when it ended. */
  items: number;
}

/** How many organizations of the partner each view has. */
export interface ViewCounts {
  all: number;
  needsYou: number;
  notMapped: number;
  mapped: number;
  notStarted: number;
  waiting: number;
  inSync: number;
}

/** How many operations of the partner each view has. */
export interface OperationCounts {
  all: number;
  waiting: number;
  toDecide: number;
  parked: number;
  held: number;
}

export interface Problem {
  type: "about:blank";
  title: string;
  status: number;
  /** Stable, for programs. */
  code: string;
  /** A sentence for a person. */
  detail: string;
  fields?: Record<string, string>;
}

export interface ConnectionNow {
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  partnerId: string;
  status:
    | "disconnected"
    | "verifying"
    | "connected"
    | "needsReconnect"
    | "revoking";
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  /** @format date-time */
  since: string | null;
  problem: Trouble | null;
  /**
   * When the credentials that `problem` is about were refused, or could not be checked.
   * @format date-time
   */
  refusedAt: string | null;
  /**
   * Until when the mappings are kept after a revoke.
   * @format date-time
   */
  keptUntil: string | null;
  siteUrl: string | null;
  clientIdEnding: string | null;
  haloVersion: string | null;
  connectedBy: string | null;
  /**
   * Since when HaloPSA is connected, renewed credentials included; null while it is not.
   * @format date-time
   */
  connectedAt: string | null;
  ticketMapping: TicketMappingNow;
  rights: RightsReport | null;
  seatPolicy: SeatPolicy | null;
  revoked: {
    by: string;
    /** @format date-time */
    at: string;
    siteUrl: string | null;
    /** @format date-time */
    keptUntil: string;
  } | null;
  /** What stands between us and HaloPSA; null while not connected. */
  gate: Gate | null;
}

export interface TicketMappingNow {
  status:
    | "notSet"
    | "checking"
    | "pendingCheck"
    | "set"
    | "refused"
    | "revoked";
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  ticketMapping: {
    seatCount: SeatCount;
    /**
     * @exclusiveMin 0
     * @max 2147483647
     */
    ticketTypeId: number;
    /**
     * @exclusiveMin 0
     * @max 2147483647
     */
    slaId: number;
    /**
     * @exclusiveMin 0
     * @max 2147483647
     */
    priorityId: number;
    names: {
      ticketType: string;
      sla: string;
      priority: string;
    } | null;
  } | null;
  /** @format date-time */
  undoUntil: string | null;
  problem: Trouble | null;
}

export interface RightsReport {
  /** @format date-time */
  checkedAt: string;
  agent: string;
  rights: RightCheck[];
}

export interface RightCheck {
  right: string;
  status: "granted" | "missing" | "unknown";
  advice: string | null;
}

export interface SeatPolicy {
  largeChange: {
    /**
     * @min 0
     * @max 1000
     */
    percent: number;
    /**
     * @min 0
     * @max 10000000
     */
    seats: number;
  };
  dropToZero: "hold" | "write";
  /**
   * @min 1
   * @max 8760
   */
  maxReportAgeHours: number;
  inactiveOrganization: "hold" | "write";
  drift: "ask" | "alwaysOurs";
  schedule: {
    /**
     * @min 0
     * @max 23
     */
    hour: number;
    /** @maxLength 64 */
    timeZone: string;
  };
}

export interface HealthNow {
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  partnerId: string;
  status:
    | "disconnected"
    | "verifying"
    | "connected"
    | "needsReconnect"
    | "revoking";
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  /** @format date-time */
  since: string | null;
  problem: Trouble | null;
  /**
   * When the credentials that `problem` is about were refused, or could not be checked.
   * @format date-time
   */
  refusedAt: string | null;
  /**
   * Until when the mappings are kept after a revoke.
   * @format date-time
   */
  keptUntil: string | null;
  /** What stands between us and HaloPSA; null while not connected. */
  gate: Gate | null;
}

export interface Connection {
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  partnerId: string;
  status:
    | "disconnected"
    | "verifying"
    | "connected"
    | "needsReconnect"
    | "revoking";
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  /** @format date-time */
  since: string | null;
  problem: Trouble | null;
  /**
   * When the credentials that `problem` is about were refused, or could not be checked.
   * @format date-time
   */
  refusedAt: string | null;
  /**
   * Until when the mappings are kept after a revoke.
   * @format date-time
   */
  keptUntil: string | null;
  siteUrl: string | null;
  clientIdEnding: string | null;
  haloVersion: string | null;
  connectedBy: string | null;
  /**
   * Since when HaloPSA is connected, renewed credentials included; null while it is not.
   * @format date-time
   */
  connectedAt: string | null;
  ticketMapping: TicketMappingNow;
  rights: RightsReport | null;
  seatPolicy: SeatPolicy | null;
  revoked: {
    by: string;
    /** @format date-time */
    at: string;
    siteUrl: string | null;
    /** @format date-time */
    keptUntil: string;
  } | null;
}

export interface SiteUrl {
  siteUrl: string;
  message: string;
}

export interface Revocation {
  /** Organizations that are mapped, or are about to be. */
  mappings: number;
  /** What has not reached HaloPSA yet: what waits, is held or is parked. */
  waitingOperations: number;
  /** For how many days the mappings come back when the same HaloPSA is connected. */
  keptDays: number;
  /** Tickets in HaloPSA that are open for an incident that goes on. */
  openTickets: number;
  message: string;
}

export interface Choices {
  items: Choice[];
  nextPage: number | null;
  /** @format date-time */
  fetchedAt: string;
  stale: boolean;
  note: string | null;
}

export interface Choice {
  id: number;
  name: string;
  defaultSlaId?: number | null;
  slaId?: number;
  customerId?: number;
  count?: number;
  active?: boolean;
  /** What of it cannot be used as it is in HaloPSA, and what to do. */
  odd?: string;
}

export interface SoftwareLicences {
  items: SoftwareLicenceChoice[];
  nextPage: number | null;
  /** @format date-time */
  fetchedAt: string;
  stale: boolean;
  note: string | null;
}

export interface SoftwareLicenceChoice {
  id: number;
  name: string;
  defaultSlaId?: number | null;
  slaId?: number;
  customerId?: number;
  count?: number;
  active?: boolean;
  /** What of it cannot be used as it is in HaloPSA, and what to do. */
  odd?: string;
  /** The organization that has it already. */
  mappedTo: {
    /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
    organizationId: string;
    name: string;
  } | null;
}

export interface Organizations {
  items: ListedOrganization[];
  /** How many organizations of the partner have each status. */
  counts: StatusCounts;
  /** How many organizations of the partner each view has. */
  views: ViewCounts;
  /** The first 100 organizations that are there, but cannot be listed. */
  unreadable: string[];
  /** What is wrong with the list, for a person. */
  note: string | null;
  /** The cursor of the next page. */
  next: string | null;
}

export interface ListedOrganization {
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  organizationId: string;
  name: string;
  status: MappingStatus;
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  customerName: string | null;
  softwareLicenceName: string | null;
  target: Target | null;
  /**
   * Until when a mapping is kept after a revoke.
   * @format date-time
   */
  keptUntil: string | null;
  sync: OrganizationSync;
  report: {
    status: "active" | "suspended" | "unsubscribed";
    seats: {
      /**
       * @min 0
       * @max 10000000
       */
      used: number;
      /**
       * @min 0
       * @max 10000000
       */
      purchased: number;
      /**
       * @min 0
       * @max 10000000
       */
      active: number;
    };
    /** @format date-time */
    observedAt: string;
  };
  /**
   * Since when the row is as it is.
   * @format date-time
   */
  changedAt: string;
}

export interface Target {
  customerId: number;
  softwareLicenceId: number;
}

export interface OrganizationSync {
  status: SyncStatus;
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  /** @format date-time */
  since: string | null;
  /**
   * Until when seat changes are collected before they are sent.
   * @format date-time
   */
  until: string | null;
  problem: Trouble | null;
  /** The count that we last left in the licence: written, found equal to ours, or kept by HaloPSA when we wrote. */
  written: {
    count: number;
    definition: SeatCount;
    /** @format date-time */
    at: string;
  } | null;
  /** The count that the partner left in HaloPSA, and which one we wanted instead. */
  accepted: {
    theirs: number;
    insteadOf: number;
  } | null;
  /** What HaloPSA held when it was last read. */
  seen: {
    count: number;
    /** @format date-time */
    seenAt: string;
  } | null;
  /**
   * What HaloPSA holds, as far as it is known.
   * @default null
   */
  before?: number | null;
  /**
   * What belongs there instead; null where that is the same.
   * @default null
   */
  after?: number | null;
}

/** How many organizations of the partner have each status. */
export interface StatusCounts {
  unmapped: number;
  checking: number;
  pendingCheck: number;
  refused: number;
  mapped: number;
  needsAttention: number;
  kept: number;
}

export interface Organization {
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  organizationId: string;
  /** Whether the report counts. Where it does not, the newer one that is held is shown. */
  taken: boolean;
  message: string;
  /**
   * @minLength 1
   * @maxLength 256
   */
  name: string;
  status: "active" | "suspended" | "unsubscribed";
  seats: {
    /**
     * @min 0
     * @max 10000000
     */
    used: number;
    /**
     * @min 0
     * @max 10000000
     */
    purchased: number;
    /**
     * @min 0
     * @max 10000000
     */
    active: number;
  };
  /** @format date-time */
  observedAt: string;
  /**
   * @minLength 1
   * @maxLength 253
   */
  domain?: string;
  /** @format uuid */
  entraTenantId?: string;
  /**
   * @minLength 1
   * @maxLength 64
   */
  otherPsa?: string;
}

export interface OrganizationMapping {
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  organizationId: string;
  name: string;
  status: MappingStatus;
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  customerName: string | null;
  softwareLicenceName: string | null;
  target: Target | null;
  /**
   * Until when a mapping is kept after a revoke.
   * @format date-time
   */
  keptUntil: string | null;
  sync: OrganizationSync;
  revision: number;
  mapping: Mapping | null;
  wanted: Target | null;
  problem: Trouble | null;
  canUnlink: boolean;
  report: {
    /**
     * @minLength 1
     * @maxLength 256
     */
    name: string;
    status: "active" | "suspended" | "unsubscribed";
    seats: {
      /**
       * @min 0
       * @max 10000000
       */
      used: number;
      /**
       * @min 0
       * @max 10000000
       */
      purchased: number;
      /**
       * @min 0
       * @max 10000000
       */
      active: number;
    };
    /** @format date-time */
    observedAt: string;
    /**
     * @minLength 1
     * @maxLength 253
     */
    domain?: string;
    /** @format uuid */
    entraTenantId?: string;
    /**
     * @minLength 1
     * @maxLength 64
     */
    otherPsa?: string;
  };
  history: MappingChange[];
}

export interface Mapping {
  customerId: number;
  softwareLicenceId: number;
  customerName: string;
  softwareLicenceName: string;
  siteUrl: string;
  by: {
    /**
     * @minLength 1
     * @maxLength 128
     */
    id: string;
    /**
     * @minLength 1
     * @maxLength 128
     */
    name: string;
  };
  /** @format date-time */
  at: string;
}

export interface MappingChange {
  /** @format date-time */
  at: string;
  by: {
    /**
     * @minLength 1
     * @maxLength 128
     */
    id: string;
    /**
     * @minLength 1
     * @maxLength 128
     */
    name: string;
  };
  from: {
    customerId: number;
    softwareLicenceId: number;
    customerName: string;
    softwareLicenceName: string;
    siteUrl: string;
  } | null;
  to: {
    customerId: number;
    softwareLicenceId: number;
    customerName: string;
    softwareLicenceName: string;
    siteUrl: string;
  } | null;
}

export interface Seats {
  status: SyncStatus;
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  /** @format date-time */
  since: string | null;
  /** @format date-time */
  until: string | null;
  definition: SeatCount;
  seats: {
    /**
     * @min 0
     * @max 10000000
     */
    used: number;
    /**
     * @min 0
     * @max 10000000
     */
    purchased: number;
    /**
     * @min 0
     * @max 10000000
     */
    active: number;
  };
  /** @format date-time */
  observedAt: string;
  /** The number that belongs into the licence. */
  wanted: number | null;
  /** The count that we last left in the licence: written, found equal to ours, or kept by HaloPSA when we wrote. */
  written: {
    count: number;
    definition: SeatCount;
    /** @format date-time */
    at: string;
  } | null;
  /** What HaloPSA held when it was last read. */
  seen: {
    count: number;
    /** @format date-time */
    seenAt: string;
  } | null;
  /** The count that the partner left in HaloPSA, and which one we wanted instead. */
  accepted: {
    theirs: number;
    insteadOf: number;
  } | null;
  before: number | null;
  after: number | null;
  reason: HeldReason | null;
  problem: Trouble | null;
  canStart: boolean;
  canApprove: boolean;
  canDismiss: boolean;
  canChoose: boolean;
  canSync: boolean;
  history: SeatEntry[];
}

export interface SeatEntry {
  /** @format date-time */
  at: string;
  before: number | null;
  after: number | null;
  definition: SeatCount | null;
  cause:
    | "report"
    | "reconcile"
    | "approve"
    | "drift"
    | "sync"
    | "preview"
    | "start"
    | "remap"
    | "settings";
  by: {
    /**
     * @minLength 1
     * @maxLength 128
     */
    id: string;
    /**
     * @minLength 1
     * @maxLength 128
     */
    name: string;
  } | null;
  outcome:
    | "written"
    | "held"
    | "drift"
    | "refused"
    | "dismissed"
    | "keptTheirs"
    | "started"
    | "left";
  detail: string | null;
}

export interface ComparedRow {
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  organizationId: string;
  name: string;
  /** What a sync would do; `missed`, `doubled` and `unreadable` say that the licence is not there, or twice, or cannot be read. */
  finding:
    | "off"
    | "unchanged"
    | "write"
    | "held"
    | "drift"
    | "missed"
    | "doubled"
    | "unreadable";
  before: number | null;
  after: number | null;
  /** Why it would be held, or cannot be read. */
  reason: string | null;
  notStarted: boolean;
}

export interface SeatSync {
  /** The newest dry run; null where none was made yet. */
  preview: ReconcileProgress | null;
  /** The newest reconcile, by hand or by night; null where none was made yet. */
  reconcile: ReconcileProgress | null;
}

export interface ReconcileProgress {
  /** `cancelled` by a revoke; `problem` says by whom. */
  status: "running" | "done" | "failed" | "cancelled";
  mode: "reconcile" | "preview";
  by: string | null;
  /** @format date-time */
  startedAt: string;
  /** @format date-time */
  finishedAt: string | null;
  licences: number | null;
  steps: number;
  requests: number;
  compared: number;
  findings: {
    off?: number;
    unchanged?: number;
    write?: number;
    held?: number;
    drift?: number;
    missed?: number;
    doubled?: number;
    unreadable?: number;
  };
  totals: {
    before: number;
    after: number;
  };
  told: number;
  /** Why it failed; of a run that is `done`, what was wrong with HaloPSA’s list. */
  problem: Trouble | null;
}

export interface Preview {
  progress: ReconcileProgress;
  rows: ComparedRow[];
  next: string | null;
}

export interface Operations {
  items: Operation[];
  /** How many the view has. */
  total: number;
  /** How many operations of the partner each view has. */
  views: OperationCounts;
  /** The cursor of the next page. */
  next: string | null;
}

export interface Operation {
  /** The `operationId` of `retryOperation`, where that is one of the `moves`. */
  id: string;
  kind:
    | "seatSync"
    | "mappingCheck"
    | "ticketMappingCheck"
    | "incident"
    | "reconcile";
  /** `held`, `parked`, `drift` and `needsYou` wait for the partner, the others for HaloPSA. */
  status: "inTurn" | "waiting" | "held" | "parked" | "drift" | "needsYou";
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  organizationId: string | null;
  organization: string | null;
  /** What it waits for, for a person. */
  message: string;
  /** Who has to act next. */
  whoseMove: WhoseMove;
  /** The calls that move it, by their operationId; none where it goes on by itself. */
  moves: (
    | "approveSeats"
    | "dismissSeats"
    | "chooseSeats"
    | "syncSeats"
    | "saveTicketMapping"
    | "retryOperation"
  )[];
  /** @format date-time */
  since: string | null;
  /** How often HaloPSA has failed on it since it waits for its turn. */
  attempts: number;
  /** The last error. */
  problem: Trouble | null;
  /** @format date-time */
  nextAttemptAt: string | null;
}

export interface Session {
  actor: {
    /**
     * @minLength 1
     * @maxLength 128
     */
    id: string;
    /**
     * @minLength 1
     * @maxLength 128
     */
    name: string;
  };
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ */
  partnerId: string;
  /** From the distributor down to the partner itself. */
  partnerPath: string[];
  role: "owner" | "super_admin" | "admin" | "finance" | "support";
  /** What the role may do. */
  may: ("act" | "readSeats" | "readHealth")[];
  /** @format date-time */
  expiresAt: string;
  /** For operators: `/{Workflow Id}` behind it leads to a Workflow. */
  temporalUiUrl: string | null;
}

export interface SignedOut {
  /** Where the provider signs out too: go there. */
  signOutUrl: string | null;
}

export interface SignInWays {
  /** At the identity provider: open /v1/session/start. */
  oidc: boolean;
  /** By a one-time link, on the machine of the service. */
  link: boolean;
}

export interface Alive {
  status: "alive";
}

export interface Ready {
  status: "ready";
}

export interface ConnectPayload {
  /**
   * @minLength 1
   * @maxLength 2048
   */
  siteUrl: string;
  /**
   * @minLength 1
   * @maxLength 256
   */
  clientId: string;
  /**
   * @minLength 1
   * @maxLength 1024
   */
  clientSecret: string;
}

export interface CheckSiteUrlPayload {
  /**
   * @minLength 1
   * @maxLength 2048
   */
  siteUrl: string;
}

export interface SaveTicketMappingPayload {
  seatCount: SeatCount;
  /**
   * @exclusiveMin 0
   * @max 2147483647
   */
  ticketTypeId: number;
  /**
   * @exclusiveMin 0
   * @max 2147483647
   */
  slaId: number;
  /**
   * @exclusiveMin 0
   * @max 2147483647
   */
  priorityId: number;
}

export interface RegisterOrganizationPayload {
  /**
   * @minLength 1
   * @maxLength 256
   */
  name: string;
  status: "active" | "suspended" | "unsubscribed";
  seats: {
    /**
     * @min 0
     * @max 10000000
     */
    used: number;
    /**
     * @min 0
     * @max 10000000
     */
    purchased: number;
    /**
     * @min 0
     * @max 10000000
     */
    active: number;
  };
  /**
   * @format date-time
   * @maxLength 40
   */
  observedAt: string;
  /**
   * @minLength 1
   * @maxLength 253
   */
  domain?: string;
  /** @format uuid */
  entraTenantId?: string;
  /**
   * @minLength 1
   * @maxLength 64
   */
  otherPsa?: string;
}

export interface MapOrganizationPayload {
  /**
   * @exclusiveMin 0
   * @max 2147483647
   */
  customerId: number;
  /**
   * @exclusiveMin 0
   * @max 2147483647
   */
  softwareLicenceId: number;
  /** @min 0 */
  revision?: number;
}

/** @default {} */
export interface ApproveSeatsPayload {
  /** The number that the page showed; where it is another one by now, 409. */
  count?: number;
}

/** @default {} */
export interface DismissSeatsPayload {
  /** The number that the page showed; where it is another one by now, 409. */
  count?: number;
}

export interface ChooseSeatsPayload {
  choice: "ours" | "theirs";
  /** The number that the page showed; where it is another one by now, 409. */
  theirs?: number;
}

export interface SaveSeatPolicyPayload {
  /** @default {} */
  largeChange?: {
    /**
     * @min 0
     * @max 1000
     * @default 50
     */
    percent?: number;
    /**
     * @min 0
     * @max 10000000
     * @default 10
     */
    seats?: number;
  };
  /** @default "hold" */
  dropToZero?: "hold" | "write";
  /**
   * @min 1
   * @max 8760
   * @default 72
   */
  maxReportAgeHours?: number;
  /** @default "hold" */
  inactiveOrganization?: "hold" | "write";
  /** @default "ask" */
  drift?: "ask" | "alwaysOurs";
  /** @default {} */
  schedule?: {
    /**
     * @min 0
     * @max 23
     * @default 2
     */
    hour?: number;
    /**
     * @maxLength 64
     * @default "UTC"
     */
    timeZone?: string;
  };
}

/** @default {} */
export interface StartReconcilePayload {
  /** @default false */
  startsNew?: boolean;
  /**
   * `startedAt` of the dry run that was looked at: refused when there is a newer one, or organizations were mapped since.
   * @format date-time
   */
  previewedAt?: string;
}

export interface SignInPayload {
  /**
   * @minLength 1
   * @maxLength 8192
   */
  code: string;
}

import { HttpClient, type RequestParams } from "./http";

/**
 * @title HaloPSA integration
 * @version 1
 *
 * Connects a partner to HaloPSA. Every answer that is not a success is application/problem+json.
 */
export class Api<
  SecurityDataType extends unknown,
> extends HttpClient<SecurityDataType> {
  v1 = {
    /**
     * No description
     *
     * @tags Connection
     * @name ReadLive
     * @summary What the frame of every page shows, and in how many seconds it is worth asking again.
     * @request GET:/v1/partners/{partnerId}/halopsa/live
     * @secure
     */
    readLive: (partnerId: string, params: RequestParams = {}) =>
      this.request<Live, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/live`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Connection
     * @name ReadConnection
     * @summary The connection to HaloPSA: state, ticket mapping, rights, and what is wrong. Its health for those who may not act.
     * @request GET:/v1/partners/{partnerId}/halopsa/connection
     * @secure
     */
    readConnection: (partnerId: string, params: RequestParams = {}) =>
      this.request<ConnectionNow | HealthNow, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/connection`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Connection
     * @name Connect
     * @summary Connects HaloPSA, or renews the credentials of the same site.
     * @request PUT:/v1/partners/{partnerId}/halopsa/connection
     * @secure
     */
    connect: (
      partnerId: string,
      data: ConnectPayload,
      params: RequestParams = {},
    ) =>
      this.request<Connection, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/connection`,
        method: "PUT",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Connection
     * @name RevokeConnection
     * @summary Revokes the connection and erases its credentials. Tickets and seat counts in HaloPSA stay.
     * @request DELETE:/v1/partners/{partnerId}/halopsa/connection
     * @secure
     */
    revokeConnection: (partnerId: string, params: RequestParams = {}) =>
      this.request<Connection, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/connection`,
        method: "DELETE",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Connection
     * @name CheckSiteUrl
     * @summary What a connect would make of a Site URL; nothing is sent to it.
     * @request POST:/v1/partners/{partnerId}/halopsa/site-url
     * @secure
     */
    checkSiteUrl: (
      partnerId: string,
      data: CheckSiteUrlPayload,
      params: RequestParams = {},
    ) =>
      this.request<SiteUrl, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/site-url`,
        method: "POST",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Connection
     * @name PreviewRevocation
     * @summary What a revoke would touch, in numbers.
     * @request GET:/v1/partners/{partnerId}/halopsa/connection/revocation
     * @secure
     */
    previewRevocation: (partnerId: string, params: RequestParams = {}) =>
      this.request<Revocation, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/connection/revocation`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Connection
     * @name CheckRights
     * @summary Checks the rights of the agent in HaloPSA again; also tries the saved credentials where HaloPSA has refused them.
     * @request POST:/v1/partners/{partnerId}/halopsa/connection/rights
     * @secure
     */
    checkRights: (partnerId: string, params: RequestParams = {}) =>
      this.request<Connection, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/connection/rights`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Choices
     * @name ListTicketTypes
     * @summary Ticket types that tickets can be created as, with their default SLA.
     * @request GET:/v1/partners/{partnerId}/halopsa/choices/ticket-types
     * @secure
     */
    listTicketTypes: (partnerId: string, params: RequestParams = {}) =>
      this.request<Choices, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/choices/ticket-types`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Choices
     * @name ListSlas
     * @summary SLAs.
     * @request GET:/v1/partners/{partnerId}/halopsa/choices/slas
     * @secure
     */
    listSlas: (partnerId: string, params: RequestParams = {}) =>
      this.request<Choices, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/choices/slas`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Choices
     * @name ListPriorities
     * @summary Priorities of an SLA.
     * @request GET:/v1/partners/{partnerId}/halopsa/choices/priorities
     * @secure
     */
    listPriorities: (
      partnerId: string,
      query: {
        /** @pattern ^\d{1,10}$ */
        slaId: string;
      },
      params: RequestParams = {},
    ) =>
      this.request<Choices, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/choices/priorities`,
        method: "GET",
        query: query,
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Choices
     * @name ListCustomers
     * @summary Customers, page by page; only those that the agent in HaloPSA may see.
     * @request GET:/v1/partners/{partnerId}/halopsa/choices/customers
     * @secure
     */
    listCustomers: (
      partnerId: string,
      query?: {
        /**
         * @maxLength 90
         * @default ""
         */
        search?: string;
        /** @pattern ^\d{1,10}$ */
        page?: string;
      },
      params: RequestParams = {},
    ) =>
      this.request<Choices, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/choices/customers`,
        method: "GET",
        query: query,
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Choices
     * @name ListSoftwareLicences
     * @summary Software Licences of a Customer, page by page, and which organization has each already.
     * @request GET:/v1/partners/{partnerId}/halopsa/choices/software-licences
     * @secure
     */
    listSoftwareLicences: (
      partnerId: string,
      query: {
        /** @pattern ^\d{1,10}$ */
        customerId: string;
        /** @pattern ^\d{1,10}$ */
        page?: string;
      },
      params: RequestParams = {},
    ) =>
      this.request<SoftwareLicences, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/choices/software-licences`,
        method: "GET",
        query: query,
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Ticket mapping
     * @name SaveTicketMapping
     * @summary Saves the ticket mapping; while HaloPSA is down it is saved to be checked later.
     * @request PUT:/v1/partners/{partnerId}/halopsa/ticket-mapping
     * @secure
     */
    saveTicketMapping: (
      partnerId: string,
      data: SaveTicketMappingPayload,
      params: RequestParams = {},
    ) =>
      this.request<Connection, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/ticket-mapping`,
        method: "PUT",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Ticket mapping
     * @name RevokeTicketMapping
     * @summary Revokes the ticket mapping; tickets and seat sync pause, and it can be undone for 24 hours.
     * @request DELETE:/v1/partners/{partnerId}/halopsa/ticket-mapping
     * @secure
     */
    revokeTicketMapping: (partnerId: string, params: RequestParams = {}) =>
      this.request<Connection, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/ticket-mapping`,
        method: "DELETE",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Ticket mapping
     * @name UndoTicketMappingRevoke
     * @summary Brings a revoked ticket mapping back.
     * @request POST:/v1/partners/{partnerId}/halopsa/ticket-mapping/undo
     * @secure
     */
    undoTicketMappingRevoke: (partnerId: string, params: RequestParams = {}) =>
      this.request<Connection, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/ticket-mapping/undo`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Organizations
     * @name ListOrganizations
     * @summary The partner's organizations, page by page.
     * @request GET:/v1/partners/{partnerId}/organizations
     * @secure
     */
    listOrganizations: (
      partnerId: string,
      query?: {
        /**
         * `needsYou`: the mapping was refused or is broken, or its seat sync is held, drifted or refused, or pauses until the ticket mapping is chosen. `notMapped`: never mapped, unlinked, or kept after a revoke. `mapped`: mapped, in force or not, and those whose chosen mapping is still to be checked. `notStarted`: mapped, and its seat sync was never started. `waiting`: a mapping or a seat count is on its way to HaloPSA. `inSync`: mapped, and HaloPSA holds the seats that it should.
         * @default "all"
         */
        view?:
          | "all"
          | "needsYou"
          | "notMapped"
          | "mapped"
          | "notStarted"
          | "waiting"
          | "inSync";
        /** Only those with this status. */
        mapping?:
          | "unmapped"
          | "checking"
          | "pendingCheck"
          | "refused"
          | "mapped"
          | "needsAttention"
          | "kept";
        /**
         * Part of the name of the organization, its customer or its software licence; case and accents do not count.
         * @maxLength 100
         * @default ""
         */
        search?: string;
        /**
         * `seats` are the used ones, `changed` the time since when a row is as it is. Who has no customer comes last.
         * @default "name"
         */
        sort?: "name" | "customer" | "seats" | "changed";
        /** @default "asc" */
        direction?: "asc" | "desc";
        /**
         * `next` of the page before, with the same `sort` and `direction`.
         * @maxLength 4096
         */
        cursor?: string;
        /**
         * How many a page has at most.
         * @pattern ^\d{1,10}$
         */
        limit?: string;
      },
      params: RequestParams = {},
    ) =>
      this.request<Organizations, Problem>({
        path: `/v1/partners/${partnerId}/organizations`,
        method: "GET",
        query: query,
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Organizations
     * @name RegisterOrganization
     * @summary Registers an organization, or reports its seats; the newest report counts.
     * @request PUT:/v1/partners/{partnerId}/organizations/{organizationId}
     * @secure
     */
    registerOrganization: (
      partnerId: string,
      organizationId: string,
      data: RegisterOrganizationPayload,
      params: RequestParams = {},
    ) =>
      this.request<Organization, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}`,
        method: "PUT",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Organizations
     * @name ReadMapping
     * @summary What an organization is mapped to, with its history.
     * @request GET:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/mapping
     * @secure
     */
    readMapping: (
      partnerId: string,
      organizationId: string,
      params: RequestParams = {},
    ) =>
      this.request<OrganizationMapping, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/mapping`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Organizations
     * @name MapOrganization
     * @summary Maps an organization to a Customer and a Software Licence; while HaloPSA is down it is saved to be checked later.
     * @request PUT:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/mapping
     * @secure
     */
    mapOrganization: (
      partnerId: string,
      organizationId: string,
      data: MapOrganizationPayload,
      params: RequestParams = {},
    ) =>
      this.request<OrganizationMapping, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/mapping`,
        method: "PUT",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Organizations
     * @name UnlinkOrganization
     * @summary Unlinks an organization; the count of its licence in HaloPSA stays.
     * @request DELETE:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/mapping
     * @secure
     */
    unlinkOrganization: (
      partnerId: string,
      organizationId: string,
      params: RequestParams = {},
    ) =>
      this.request<OrganizationMapping, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/mapping`,
        method: "DELETE",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seats
     * @name ReadSeats
     * @summary An organization's seat sync: what was reported, what HaloPSA holds, whose move it is, and the newest history.
     * @request GET:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/seats
     * @secure
     */
    readSeats: (
      partnerId: string,
      organizationId: string,
      params: RequestParams = {},
    ) =>
      this.request<Seats, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/seats`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seats
     * @name PreviewSeats
     * @summary What a sync of this organization would do now. Writes nothing.
     * @request POST:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/seats/preview
     * @secure
     */
    previewSeats: (
      partnerId: string,
      organizationId: string,
      params: RequestParams = {},
    ) =>
      this.request<ComparedRow, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/seats/preview`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seats
     * @name StartSeats
     * @summary Starts syncing an organization that has not been synced yet.
     * @request POST:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/seats/start
     * @secure
     */
    startSeats: (
      partnerId: string,
      organizationId: string,
      params: RequestParams = {},
    ) =>
      this.request<Seats, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/seats/start`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seats
     * @name SyncSeats
     * @summary Looks at HaloPSA now and writes what differs.
     * @request POST:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/seats/sync
     * @secure
     */
    syncSeats: (
      partnerId: string,
      organizationId: string,
      params: RequestParams = {},
    ) =>
      this.request<Seats, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/seats/sync`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seats
     * @name ApproveSeats
     * @summary Writes a held change.
     * @request POST:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/seats/approve
     * @secure
     */
    approveSeats: (
      partnerId: string,
      organizationId: string,
      data?: ApproveSeatsPayload,
      params: RequestParams = {},
    ) =>
      this.request<Seats, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/seats/approve`,
        method: "POST",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seats
     * @name DismissSeats
     * @summary Leaves HaloPSA as it is instead of a held change, until other seats are reported.
     * @request POST:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/seats/dismiss
     * @secure
     */
    dismissSeats: (
      partnerId: string,
      organizationId: string,
      data?: DismissSeatsPayload,
      params: RequestParams = {},
    ) =>
      this.request<Seats, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/seats/dismiss`,
        method: "POST",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seats
     * @name ChooseSeats
     * @summary Decides a drift: a count that somebody changed in HaloPSA since our last write.
     * @request POST:/v1/partners/{partnerId}/organizations/{organizationId}/halopsa/seats/choose
     * @secure
     */
    chooseSeats: (
      partnerId: string,
      organizationId: string,
      data: ChooseSeatsPayload,
      params: RequestParams = {},
    ) =>
      this.request<Seats, Problem>({
        path: `/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/seats/choose`,
        method: "POST",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seat sync
     * @name ReadSeatPolicy
     * @summary The guard rails of seat sync, and when the nightly reconcile starts.
     * @request GET:/v1/partners/{partnerId}/halopsa/seat-sync/policy
     * @secure
     */
    readSeatPolicy: (partnerId: string, params: RequestParams = {}) =>
      this.request<SeatPolicy, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/seat-sync/policy`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seat sync
     * @name SaveSeatPolicy
     * @summary Saves them.
     * @request PUT:/v1/partners/{partnerId}/halopsa/seat-sync/policy
     * @secure
     */
    saveSeatPolicy: (
      partnerId: string,
      data: SaveSeatPolicyPayload,
      params: RequestParams = {},
    ) =>
      this.request<SeatPolicy, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/seat-sync/policy`,
        method: "PUT",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seat sync
     * @name ReadSeatSync
     * @summary How far the newest dry run and the newest reconcile are.
     * @request GET:/v1/partners/{partnerId}/halopsa/seat-sync
     * @secure
     */
    readSeatSync: (partnerId: string, params: RequestParams = {}) =>
      this.request<SeatSync, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/seat-sync`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seat sync
     * @name StartSeatPreview
     * @summary A dry run over all mapped organizations, with the real values of HaloPSA. Writes nothing.
     * @request POST:/v1/partners/{partnerId}/halopsa/seat-sync/preview
     * @secure
     */
    startSeatPreview: (partnerId: string, params: RequestParams = {}) =>
      this.request<ReconcileProgress, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/seat-sync/preview`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seat sync
     * @name ReadSeatPreview
     * @summary The newest dry run: how far it is, and what would change, page by page.
     * @request GET:/v1/partners/{partnerId}/halopsa/seat-sync/preview
     * @secure
     */
    readSeatPreview: (
      partnerId: string,
      query?: {
        /**
         * `changes` leaves out what a sync would leave as it is; a page may then have few rows, or none, and go on.
         * @default "all"
         */
        view?: "all" | "changes";
        /**
         * `next` of the page before.
         * @default "0"
         * @pattern ^\d{1,9}$
         */
        cursor?: string;
      },
      params: RequestParams = {},
    ) =>
      this.request<Preview, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/seat-sync/preview`,
        method: "GET",
        query: query,
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seat sync
     * @name StartReconcile
     * @summary A reconcile now. `startsNew` says that organizations which have not been synced yet begin.
     * @request POST:/v1/partners/{partnerId}/halopsa/seat-sync/run
     * @secure
     */
    startReconcile: (
      partnerId: string,
      data?: StartReconcilePayload,
      params: RequestParams = {},
    ) =>
      this.request<ReconcileProgress, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/seat-sync/run`,
        method: "POST",
        body: data,
        secure: true,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Seat sync
     * @name ReadReconcile
     * @summary The newest reconcile, by hand or by night: how far it is, and what it found.
     * @request GET:/v1/partners/{partnerId}/halopsa/seat-sync/run
     * @secure
     */
    readReconcile: (partnerId: string, params: RequestParams = {}) =>
      this.request<ReconcileProgress, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/seat-sync/run`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Operations
     * @name PauseGate
     * @summary Holds everything that goes to HaloPSA in the background, for planned maintenance.
     * @request POST:/v1/partners/{partnerId}/halopsa/gate/pause
     * @secure
     */
    pauseGate: (partnerId: string, params: RequestParams = {}) =>
      this.request<Gate, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/gate/pause`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Operations
     * @name ResumeGate
     * @summary Lets it go on.
     * @request POST:/v1/partners/{partnerId}/halopsa/gate/resume
     * @secure
     */
    resumeGate: (partnerId: string, params: RequestParams = {}) =>
      this.request<Gate, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/gate/resume`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Operations
     * @name TryNow
     * @summary Tries HaloPSA once, at once.
     * @request POST:/v1/partners/{partnerId}/halopsa/gate/try-now
     * @secure
     */
    tryNow: (partnerId: string, params: RequestParams = {}) =>
      this.request<Gate, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/gate/try-now`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Operations
     * @name ListOperations
     * @summary What is on its way to HaloPSA: what needs the partner first, then what waits, 100 a page.
     * @request GET:/v1/partners/{partnerId}/halopsa/operations
     * @secure
     */
    listOperations: (
      partnerId: string,
      query?: {
        /**
         * `waiting`: on its way, or waits for its turn with HaloPSA. `toDecide`: a seat sync that is held, drifted or refused. `parked`: HaloPSA failed on it again and again. `held`: waits for the ticket mapping to be chosen.
         * @default "all"
         */
        view?: "all" | "waiting" | "toDecide" | "parked" | "held";
        /**
         * `next` of the page before.
         * @default "0"
         * @pattern ^\d{1,9}$
         */
        cursor?: string;
      },
      params: RequestParams = {},
    ) =>
      this.request<Operations, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/operations`,
        method: "GET",
        query: query,
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Operations
     * @name RetryOperations
     * @summary Brings everything that was parked back into the queue.
     * @request POST:/v1/partners/{partnerId}/halopsa/operations/retry
     * @secure
     */
    retryOperations: (partnerId: string, params: RequestParams = {}) =>
      this.request<Gate, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/operations/retry`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Operations
     * @name RetryOperation
     * @summary Brings what was parked back into the queue.
     * @request POST:/v1/partners/{partnerId}/halopsa/operations/{operationId}/retry
     * @secure
     */
    retryOperation: (
      partnerId: string,
      operationId: string,
      params: RequestParams = {},
    ) =>
      this.request<Gate, Problem>({
        path: `/v1/partners/${partnerId}/halopsa/operations/${operationId}/retry`,
        method: "POST",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Session
     * @name ReadSession
     * @summary Who calls, and what they may.
     * @request GET:/v1/session
     * @secure
     */
    readSession: (params: RequestParams = {}) =>
      this.request<Session, Problem>({
        path: `/v1/session`,
        method: "GET",
        secure: true,
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Session
     * @name SignIn
     * @summary Changes the code of a one-time link for a session, in a cookie. For the portal alone: send X-Portal.
     * @request POST:/v1/session
     */
    signIn: (data: SignInPayload, params: RequestParams = {}) =>
      this.request<Session, Problem>({
        path: `/v1/session`,
        method: "POST",
        body: data,
        type: "application/json",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Session
     * @name SignOut
     * @summary Ends the session of the cookie, if there is one. For the portal alone: send X-Portal.
     * @request DELETE:/v1/session
     */
    signOut: (params: RequestParams = {}) =>
      this.request<SignedOut, Problem>({
        path: `/v1/session`,
        method: "DELETE",
        format: "json",
        ...params,
      }),

    /**
     * No description
     *
     * @tags Session
     * @name ReadSignIn
     * @summary The ways to sign in.
     * @request GET:/v1/session/sign-in
     */
    readSignIn: (params: RequestParams = {}) =>
      this.request<SignInWays, Problem>({
        path: `/v1/session/sign-in`,
        method: "GET",
        format: "json",
        ...params,
      }),
  };
  healthz = {
    /**
     * No description
     *
     * @tags Process
     * @name Healthz
     * @summary Whether this process answers at all.
     * @request GET:/healthz
     */
    healthz: (params: RequestParams = {}) =>
      this.request<Alive, Problem>({
        path: `/healthz`,
        method: "GET",
        format: "json",
        ...params,
      }),
  };
  readyz = {
    /**
     * No description
     *
     * @tags Process
     * @name Readyz
     * @summary Whether everything that the api needs is there; a 503 names each part that is missing.
     * @request GET:/readyz
     */
    readyz: (params: RequestParams = {}) =>
      this.request<Ready, Problem>({
        path: `/readyz`,
        method: "GET",
        format: "json",
        ...params,
      }),
  };
}
