/** For how long at most HaloPSA is left alone when it asks for that, in milliseconds. */
export interface Waits {
  /** For anything but a 429: the header may come from any server in between, and may ask for a year. */
  outageMs: number;
  /** After a 429: the window of the rate limit, in which it frees itself. */
  rateLimitedMs: number;
}

/** `Retry-After` in seconds or as an HTTP date; nobody recorded that HaloPSA sends it, but servers in front of it do (5.2). */
export function retryAfterMs(
  header: string | undefined,
  { longest, now }: { longest: number; now: number },
): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longest);
}
