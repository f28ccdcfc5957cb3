const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };
const ENDINGS = /(\/(api|auth)?)*$/i;

/** What was typed as Site URL: the one spelling that we use, or the sentence that says what is wrong with it. */
export type SiteUrl = { readonly siteUrl: string } | { readonly problem: string };

/**
 * Gives every spelling of a HaloPSA address one value: `x.halopsa.com`, `https://x.halopsa.com/API/` → `https://x.halopsa.com`
 * (acceptance 19). Decides on spelling only; which addresses may be called is decided where they are resolved.
 * `allowedHosts` holds `host:port` entries that may be reached by http or on another port.
 */
export function parseSiteUrl(typed: string, allowedHosts: readonly string[]): SiteUrl {
  const text = typed.trim();
  const url = toUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null) return { problem: NOT_AN_ADDRESS };
  if (url.username !== '' || url.password !== '') return { problem: 'Leave out the user name and password.' };
  if (url.search !== '' || url.hash !== '') return { problem: 'Leave out everything from "?" or "#" on.' };

  if (!isPossibleName(url)) return { problem: NOT_A_HOST_NAME };
  if (!hasDomain(url) && !allowedHosts.includes(hostAndPort(url))) return { problem: NOT_AN_ADDRESS };
  const siteUrl = `${url.protocol}//${url.host}${url.pathname.replace(ENDINGS, '')}`;
  if (allowedHosts.includes(hostAndPort(url)) && url.protocol in DEFAULT_PORTS) return { siteUrl };
  if (url.protocol !== 'https:') return { problem: 'Use an address that starts with https://.' };
  if (url.port !== '') return { problem: 'Leave out the port; HaloPSA is reached at 443.' };
  return { siteUrl };
}

function toUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

const hostAndPort = (url: URL): string => `${url.hostname}:${url.port || DEFAULT_PORTS[url.protocol]}`;

/** Without a dot it is a slip of the pen: `https//x.halopsa.com` is read as a host of the name "https". */
const hasDomain = ({ hostname }: URL): boolean => /[.:]./.test(hostname);

/** No name in DNS is longer (RFC 1035, 2.3.4). A longer one is not only wrong: OpenSSL cannot take it. */
const isPossibleName = ({ hostname }: URL): boolean =>
  hostname.replace(/\.$/, '').length <= 253 && hostname.split('.').every((label) => label.length <= 63);

const NOT_A_HOST_NAME =
  'No server can have a name this long: at most 253 characters, and 63 between two dots. Copy it from API Details in HaloPSA.';
const NOT_AN_ADDRESS = 'This is not a web address. Copy it from API Details in HaloPSA.';
