import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { HaloError } from './errors';
import type { Lookup } from './lookup';
import { createLookup } from './lookup';

export interface AddressBook {
  /**
   * The keep-alive agents through which this URL of a site may be called.
   * @throws HaloError `addressForbidden` when it may not, `impossibleHost` when no server can have its name; a forbidden
   * address behind a name shows when connecting.
   */
  agentsFor(url: URL, site: URL): { httpAgent?: http.Agent; httpsAgent: https.Agent };
  close(): void;
}

/** Code of the connection error when a name leads to an address that may not be called. */
export const forbiddenAddressCode = 'EADDRESSFORBIDDEN';

// We close idle sockets before the server does. If the server resets a reused socket, nobody knows whether a write took effect.
const pooled = { keepAlive: true, timeout: 15_000 };
const ipv6GlobalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Site and token URLs come from people and from servers, so both are hostile until checked.
 * Only https on port 443 of a global unicast address is called; `allowedHosts` (`host:port`) lets exactly these through, http too,
 * for the site that a person typed. What its HaloPSA names beside itself is the word of a server, and has no such pass.
 */
export function createAddressBook(allowedHosts: readonly string[], lookup: Lookup = createLookup()): AddressBook {
  const allowed = new Set(allowedHosts.map((host) => host.trim().toLowerCase()));
  const trusted = { httpAgent: new http.Agent(pooled), httpsAgent: new https.Agent(pooled) };
  const guarded = { httpsAgent: new https.Agent({ ...pooled, lookup: guard(lookup) }) };
  return {
    agentsFor(url, site) {
      if (!hasHttpScheme(url) || hasUserInfo(url)) throw new HaloError('addressForbidden');
      if (!isPossibleName(url.hostname)) throw new HaloError('impossibleHost');
      if (hostOf(url) === hostOf(site) && allowed.has(hostOf(url))) return trusted;
      if (!isPublicHttps(url)) throw new HaloError('addressForbidden');
      return guarded;
    },
    close() {
      for (const agent of [trusted.httpAgent, trusted.httpsAgent, guarded.httpsAgent]) agent.destroy();
    },
  };
}

function hasHttpScheme(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}

function hasUserInfo(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}

/**
 * No name in DNS is longer (RFC 1035, 2.3.4). A longer one must not reach TLS either: OpenSSL refuses it and leaves an error
 * in its queue, and the next AES job of this process then aborts it (seen with Node 20.20.2 and 22.23.3).
 */
function isPossibleName(hostname: string): boolean {
  return hostname.replace(/\.$/, '').length <= 253 && hostname.split('.').every((label) => label.length <= 63);
}

/** `host:port`, as an operator writes it. */
export function hostOf({ protocol, hostname, port }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** There is no lookup for a host that is an IP address, and no DNS server is asked for `localhost` (RFC 6761): both are checked here. */
function isPublicHttps(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isPublic = ipaddr.isValid(host) ? isGlobalUnicast(host) : !/(^|\.)localhost\.?$/.test(host);
  return url.protocol === 'https:' && url.port === '' && isPublic;
}

/**
 * IPv4 inside IPv6 is unwrapped when mapped; 6to4, Teredo and NAT64 are ranges of their own in ipaddr.js and so refused.
 * Outside 2000::/3 nothing is global unicast, whatever else a table has no name for (`::127.0.0.1`).
 */
export function isGlobalUnicast(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  if (ip.range() !== 'unicast') return false;
  return ip instanceof ipaddr.IPv4 || ip.match(ipv6GlobalUnicast);
}

/** A name with one forbidden address among several is refused, because we cannot know which one a socket would take. */
function guard(lookup: Lookup): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isGlobalUnicast(address))) done(forbiddenAddress(), '');
        else if (options.all) done(null, addresses);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}

function forbiddenAddress(): NodeJS.ErrnoException {
  return Object.assign(new Error('The address is not global unicast.'), { code: forbiddenAddressCode });
}
