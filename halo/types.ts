/** One HaloPSA, as `discover` found it. It holds no secret. */
export interface HaloSite {
  /** As given, without a slash at the end. */
  siteUrl: string;
  /** `<site>/api` */
  apiUrl: string;
  /** With `?tenant=` where HaloPSA names a tenant. */
  tokenUrl: string;
  version: string | null;
  name: string | null;
}

export interface HaloCredentials {
  clientId: string;
  clientSecret: string;
}

export interface HaloAccess {
  site: HaloSite;
  /** Under which the token is kept; it stands for one site and one pair of credentials. */
  reference: string;
  /** Asked only when a token must be requested. */
  credentials(): Promise<HaloCredentials>;
  /** Asked before every request; what it throws passes through, and nothing is sent. */
  permit?: (() => Promise<void>) | undefined;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Limit of this operation in milliseconds, instead of the client's own. */
  deadlineMs?: number | undefined;
}

/** Where a list starts and how much of it is asked for. HaloPSA may answer with fewer rows than `pageSize`. */
export interface PageQuery {
  /** From 1. */
  page?: number | undefined;
  /** Default 100. */
  pageSize?: number | undefined;
  /** How many rows came on the pages before; with it, the end of the list is known better. */
  before?: number | undefined;
}
