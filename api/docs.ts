import { dirname } from 'node:path';
import express, { Router } from 'express';
import helmet from 'helmet';
import { onlyMethods } from './routes';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>HaloPSA integration: API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', validatorUrl: null });\n`;

// Swagger UI sets inline styles and draws with data: images; scripts come from here alone.
const contentSecurityPolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

/** The description of the api: `/openapi.json` for programs, `/docs` for people, from this process alone. */
export function createDocs(document: object): Router {
  const router = Router({ caseSensitive: true });
  const description = router.route('/openapi.json').get((_request, response) => void response.json(document));
  onlyMethods(description, ['get']);
  router.use('/docs', contentSecurityPolicy);
  onlyMethods(
    router.route('/docs').get((_request, response) => void response.type('html').send(page)),
    ['get'],
  );
  router.get('/docs/start.js', (_request, response) => void response.type('js').send(start));
  router.use('/docs', express.static(dirname(require.resolve('swagger-ui-dist/package.json')), { index: false }));
  return router;
}
