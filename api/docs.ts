import { Router } from 'express';
import helmet from 'helmet';
import { docsPage, docsStyle } from './docs-page';
import type { describeApi } from './openapi';
import { onlyMethods } from './routes';

const contentSecurityPolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

/** The description of the api: `/openapi.json` for programs, `/docs` for people, from this process alone. */
export function createDocs(description: ReturnType<typeof describeApi>): Router {
  const router = Router({ caseSensitive: true });
  const page = docsPage(description);
  const served = [
    ['/openapi.json', 'json', JSON.stringify(description)],
    ['/docs', 'html', page],
    ['/docs/style.css', 'css', docsStyle],
  ] as const;
  router.use('/docs', contentSecurityPolicy);
  for (const [path, type, text] of served) {
    onlyMethods(
      router.route(path).get((_request, response) => void response.type(type).send(text)),
      ['get'],
    );
  }
  return router;
}
