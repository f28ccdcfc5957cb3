import { promises as dns } from 'node:dns';

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Every address of a name, in the order to try them. */
export type Lookup = (hostname: string) => Promise<ResolvedAddress[]>;

// With its second try, which waits longer, an unanswered question ends before the request that asks it: see `timeoutMs` of the client.
const patience = { timeout: 1_500, tries: 2 };

/**
 * Asks the DNS servers of the system, or those given (`address:port`). Throws the errors of `dns`: `ENOTFOUND`, `ETIMEOUT`, …
 *
 * The system's own lookup takes one of the four threads that a process has for files and ciphers too, until the name's servers
 * answer: four names whose servers are silent would stand in everybody's way.
 */
export function createLookup(servers?: readonly string[]): Lookup {
  const resolver = new dns.Resolver(patience);
  if (servers !== undefined) resolver.setServers(servers);
  return async (hostname) => {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const found = [...addresses(v4, 4), ...addresses(v6, 6)];
    if (found.length === 0 && v4.status === 'rejected') throw v4.reason;
    return found;
  };
}

function addresses(answer: PromiseSettledResult<string[]>, family: number): ResolvedAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}
