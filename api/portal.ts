import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, RequestHandler } from 'express';
import { Router } from 'express';
import helmet from 'helmet';
import sirv from 'sirv';

export interface PortalOptions {
  /** What `npm run build` made of `portal/`. */
  readonly folder: string;
  /** Which sites may show the portal in a frame of theirs, as Content-Security-Policy writes them. */
  readonly frameAncestors: readonly string[];
}

/** Stands in the built page for the nonce of an answer (`portal/vite.config.mts`). */
const NONCE = '__NONCE__';

/** Addresses of the api and its description: what is not there is no page either. */
const notPages = /^\/(v1|docs|_simulator|openapi\.json|healthz|readyz)(\/|$)/;

/**
 * Serves the portal: its files by their names, which change with what is in them; and for each page's address the one page,
 * whose styles alone may be written into it, by a nonce of that answer.
 * Undefined where the folder holds no portal.
 */
export async function createPortal({ folder, frameAncestors }: PortalOptions): Promise<Router | undefined> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
  if (page === undefined) return undefined;
  const router = Router({ caseSensitive: true });
  const files = sirv(folder, { brotli: true, extensions: [], setHeaders });
  router.use((request, response, next) => (isPage(request) ? next() : files(request, response, next)));
  router.get(/.*/, servePage(page, frameAncestors));
  return router;
}

/** Vite names the files in `assets` by what is in them. */
const setHeaders = (response: { setHeader(name: string, value: string): unknown }, path: string): void => {
  response.setHeader('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
};

/** A browser says that it opens a page; programs that take anything are answered by the api. */
const isPage = ({ path, method, headers }: Request): boolean =>
  method === 'GET' && !notPages.test(path) && (headers.accept ?? '').includes('text/html');

function servePage(page: string, frameAncestors: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (!isPage(request)) return next();
    const nonce = randomBytes(16).toString('base64');
    const directives = {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", `'nonce-${nonce}'`],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: [...frameAncestors],
    };
    helmet.contentSecurityPolicy({ useDefaults: false, directives })(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      if (frameAncestors[0] !== "'none'") response.removeHeader('X-Frame-Options');
      response.set('Cache-Control', 'no-store').type('html').send(page.replaceAll(NONCE, nonce));
    });
  };
}
