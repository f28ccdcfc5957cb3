import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import type { RequestHandler } from 'express';
import { Router } from 'express';
import helmet from 'helmet';

export interface PortalOptions {
  /** What `npm run build` made of `portal/`. */
  readonly folder: string;
  /** Which sites may show the portal in a frame of theirs, as Content-Security-Policy writes them. */
  readonly frameAncestors: readonly string[];
}

/** By address, such as `/assets/index-1a2b.js`. */
type Files = ReadonlyMap<string, Buffer>;

const PAGE = '/index.html';
/** Stands in the built page for the nonce of an answer (`portal/vite.config.mts`). */
const NONCE = '__NONCE__';
/** Vite names the files in there by what is in them. */
const ASSETS = '/assets/';

/** Addresses of the api and its description: what is not there is no page either. */
const notPages = /^\/(v1|docs|assets|openapi\.json|healthz|readyz)(\/|$)/;

/**
 * Serves the portal: its files, and for each page's address the one page. They are held in memory: a build that takes their place
 * does not take them from a process that runs. Undefined where the folder holds no portal.
 */
export async function createPortal({ folder, frameAncestors }: PortalOptions): Promise<Router | undefined> {
  const files = await filesIn(folder);
  const page = files.get(PAGE);
  if (page === undefined) return undefined;
  const router = Router({ caseSensitive: true });
  router.use(serveFiles(files));
  router.use(pages, securePage(frameAncestors), (_request, response) => {
    response.set('Cache-Control', 'no-store').type('html');
    response.send(page.toString().replaceAll(NONCE, response.locals.nonce));
  });
  return router;
}

async function filesIn(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const read = async (path: string) => [`/${relative(folder, path)}`, await readFile(path)] as const;
  return new Map(await Promise.all(paths.map(read)));
}

const isRead = ({ method }: { readonly method: string }): boolean => method === 'GET' || method === 'HEAD';

/** Each with the copy that the build compressed, where there is one and the browser takes it. */
const serveFiles =
  (files: Files): RequestHandler =>
  (request, response, next) => {
    const file = isRead(request) ? files.get(request.path) : undefined;
    if (file === undefined || request.path === PAGE) return next();
    const compressed = files.get(`${request.path}.br`);
    const isCompressed = compressed !== undefined && request.acceptsEncodings('br') === 'br';
    response.vary('Accept-Encoding').type(extname(request.path));
    response.set('Cache-Control', request.path.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (isCompressed) response.set('Content-Encoding', 'br');
    response.send(isCompressed ? compressed : file);
  };

/** A browser says that it opens a page; programs that take anything are answered by the api. */
const pages: RequestHandler = ({ path, method, headers }, _response, next) => {
  const isPage = isRead({ method }) && !notPages.test(path) && (headers.accept ?? '').includes('text/html');
  next(isPage ? undefined : 'router');
};

/** Only its own files may run in a page, and only styles of this answer may be written into it. */
const securePage =
  (frameAncestors: readonly string[]): RequestHandler =>
  (request, response, next) => {
    const nonce = randomBytes(16).toString('base64');
    response.locals.nonce = nonce;
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
    // Of two headers about frames the older one would forbid what this one allows.
    response.removeHeader('X-Frame-Options');
    helmet.contentSecurityPolicy({ useDefaults: false, directives })(request, response, next);
  };
