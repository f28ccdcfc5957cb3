import { createAddressBook } from './address';
import { agentOperations } from './agent';
import { createCalls } from './call';
import { choiceOperations } from './choices';
import { statusOperations } from './closed-status';
import type { RequestKind } from './http';
import { createHttp } from './http';
import { licenceOperations } from './licences';
import type { Lookup } from './lookup';
import { judgingRefusals } from './refusal';
import type { Waits } from './retry-after';
import { createDiscover } from './site';
import { ticketOperations } from './tickets';
import { createTokens } from './token';

export interface HaloClientOptions {
  /** `host:port` entries that may be called as a Site URL although they are not public https; http too. */
  allowedHosts: readonly string[];
  /** Limit of one HTTP request, for a token with its credentials, in milliseconds. Default 8,000. */
  timeoutMs?: number | undefined;
  /** Limit of one operation with its token request and repeat, in milliseconds. Default 12,000. */
  deadlineMs?: number | undefined;
  /** Limit of a body in either direction. Default 8 MiB: `Agent/me` has been met with 2 MB. */
  maxBodyBytes?: number | undefined;
  /** How far a `Retry-After` is followed. Default five minutes. */
  waits?: Waits | undefined;
  /** Asked for with every token. Default `all:standard`. */
  scope?: string | undefined;
  /** Called before each HTTP request, in the async context of the operation that caused it. */
  countRequest?: ((kind: RequestKind) => void) | undefined;
  /** The clock by which tokens expire and `Retry-After` dates are read, in milliseconds. */
  now?: (() => number) | undefined;
  /** Finds the addresses of a name; the address guard checks them. Default: the system's DNS servers. */
  lookup?: Lookup | undefined;
}

const fiveMinutes: Waits = { outageMs: 300_000, rateLimitedMs: 300_000 };

export type HaloClient = ReturnType<typeof createHaloClient>;

/**
 * A client for any number of HaloPSAs. Safe to use in parallel; it never repeats a request, except once after a 401.
 * Every operation throws HaloError and nothing else of its own; what `credentials()` throws passes through.
 */
export function createHaloClient(options: HaloClientOptions) {
  const { allowedHosts, lookup, timeoutMs = 8_000, deadlineMs = 12_000, maxBodyBytes = 8 * 1024 * 1024 } = options;
  const { scope = 'all:standard', now = Date.now, countRequest = () => {}, waits = fiveMinutes } = options;
  const addresses = createAddressBook(allowedHosts, lookup);
  const send = createHttp({ addresses, timeoutMs, maxBodyBytes, countRequest, waits, now });
  const tokens = createTokens({ send, scope, timeoutMs, now });
  const plain = createCalls({ send, tokens, deadlineMs });
  const agent = agentOperations(plain);
  const calls = judgingRefusals(plain, agent);
  return {
    /**
     * Finds out whether a site is a HaloPSA, and where it gives tokens. Needs no credentials.
     * @throws HaloError `hostNotFound`, `unreachable`, `tlsFailed`, `timeout`, `redirected`, `notHalo`, `unavailable`, …
     */
    discover: createDiscover({ send, deadlineMs }),
    ...agent,
    ...choiceOperations(calls),
    ...licenceOperations(calls),
    ...statusOperations(calls),
    ...ticketOperations(calls),
    /** Forgets the token of a reference. A call that already has the token may still finish. */
    forget: (reference: string) => tokens.forget(reference),
    /** Ends the kept-alive connections. */
    close: () => addresses.close(),
  };
}
