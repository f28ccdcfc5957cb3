import type { Site } from './site';

/** The address behind `path`, which must not lead anybody away from our own site; else our first page. */
export function returnUrl(path: string, { origin }: Site): string {
  const isPath = path.startsWith('/') && URL.canParse(path, origin);
  const url = new URL(isPath ? path : '/', origin);
  return url.origin === origin ? url.href : `${origin}/`;
}
