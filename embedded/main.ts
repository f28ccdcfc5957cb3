import { parseArgs } from 'node:util';
import { LINK_MINUTES } from '../api/session/link';
import { loadEnvironment } from '../process/environment';
import { readEmbeddedConfig } from './config';
import { registerDemo } from './demo';
import type { Everything } from './everything';
import { startEverything } from './everything';
import type { Person } from './keys';
import { issuedElsewhere } from './keys';
import { linkTo, noLinks } from './link';
import { runCommand, StartError, sentence } from './start-error';
import { aborted, listenForStop } from './stop-signals';

const example: Person = { partnerId: 'p1', path: ['d1', 'p1'], role: 'owner', name: 'Ada', operator: true };

/** `npm start`: everything on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const env = loadEnvironment();
  const { empty } = readOptions();
  const config = readEmbeddedConfig(env);
  const signal = listenForStop();
  const everything = await startEverything({ config, env, report: console.log, signal });
  try {
    const isDemo = !empty && config.temporalAddress === undefined && issuedElsewhere(everything.config.auth) === null;
    if (isDemo) await registerDemo(everything, example);
    console.log(await summary(everything, config.dataDir));
    await Promise.race([aborted(signal), everything.failed]);
    console.log('Stopping; a second Ctrl-C stops at once.');
  } finally {
    await everything.stop();
  }
}

/** @throws StartError */
function readOptions(): { readonly empty: boolean } {
  try {
    return parseArgs({ options: { empty: { type: 'boolean', default: false } } }).values;
  } catch (thrown) {
    throw new StartError(`${sentence(thrown)}. Usage: npm start [-- --empty]`);
  }
}

async function summary(everything: Everything, dataDir: string): Promise<string> {
  const { apiUrl, temporal, simulator } = everything;
  return `
${await linkOf(everything)}

  API            ${apiUrl}
  API reference  ${apiUrl}/docs
  Temporal       ${temporal.address}
  Temporal UI    ${temporal.uiUrl ?? 'where that Temporal has it'}

${await tokenOf(everything)}

  A simulated HaloPSA to connect to:
  Site URL       ${simulator.url}
  Client ID      ${simulator.credentials.clientId}
  Client Secret  ${simulator.credentials.clientSecret}

Ctrl-C stops everything; the data stays in ${dataDir}.`;
}

async function linkOf({ apiUrl, keys, config }: Everything): Promise<string> {
  const url = config.publicUrl?.href ?? apiUrl;
  if (noLinks(config) !== null) return `  Portal         ${url}`;
  return `  Open the portal as ${example.name}, once, within ${LINK_MINUTES} minutes:
${linkTo(url, await keys.signCode(example))}
  Another link:  npm run --silent link -- --partner p1 --path d1,p1 --role owner --name "Ada" --operator`;
}

async function tokenOf({ keys, config }: Everything): Promise<string> {
  return (
    issuedElsewhere(config.auth) ??
    `  A token for partner ${example.partnerId} (${example.role}, 12 hours):
${await keys.signToken(example)}
  Another one:   npm run --silent token -- --partner p1 --path d1,p1 --role owner --name "Ada"`
  );
}

if (require.main === module) runCommand(main);
