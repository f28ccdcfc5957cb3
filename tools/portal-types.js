const { readFileSync, writeFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { routes } = require('../dist/api/app.js');
const { describeApi } = require('../dist/api/openapi.js');

/*
 * `node tools/portal-types.js` makes what the portal calls the api by, of the api's own description. With `--check` it changes
 * nothing, and ends with 1 when the file is out of date.
 */

const file = 'portal/api/generated.ts';

/** Without what a browser opens by itself: the way to a sign-in, and downloads. */
const calledByThePage = ({ paths, ...description }) => ({
  ...description,
  paths: Object.fromEntries(
    Object.entries(paths).filter(
      ([path]) => !/\/(session\/start|session\/callback|seats\/history|set-up-record)$/.test(path),
    ),
  ),
});

async function main() {
  const { generateApi } = await import('swagger-typescript-api');
  const { files } = await generateApi({
    spec: JSON.parse(JSON.stringify(calledByThePage(describeApi(routes)))),
    // Instead of the client that the generator brings: `portal/api/http.ts`.
    templates: resolve('tools/portal-templates'),
    fileName: 'generated.ts',
    output: false,
    enumStyle: 'union',
    addReadonly: true,
    unwrapResponseData: true,
    extractRequestBody: true,
    silent: true,
  });
  const [{ fileContent }] = files;
  const text = `// Made by \`npm run generate:portal\` of the api's own description, not to be edited.\n${fileContent}`;
  if (!process.argv.includes('--check')) return writeFileSync(file, text);
  if (readFileSync(file, 'utf8') === text) return;
  console.error(`${file} is out of date: run \`npm run generate:portal\`.`);
  process.exitCode = 1;
}

main();
