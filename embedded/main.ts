import { loadEnvironment } from '../process/environment';
import { readEmbeddedConfig } from './config';
import type { Everything } from './everything';
import { startEverything } from './everything';
import { issuedElsewhere } from './keys';
import { runCommand } from './start-error';
import { aborted, listenForStop } from './stop-signals';

const example = { partnerId: 'p1', path: ['d1', 'p1'], role: 'owner', name: 'Ada' } as const;

/** `npm start`: everything on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const env = loadEnvironment();
  const config = readEmbeddedConfig(env);
  const signal = listenForStop();
  const everything = await startEverything({ config, env, report: console.log, signal });
  try {
    console.log(await summary(everything, config.dataDir));
    await Promise.race([aborted(signal), everything.failed]);
    console.log('Stopping; a second Ctrl-C stops at once.');
  } finally {
    await everything.stop();
  }
}

async function summary(everything: Everything, dataDir: string): Promise<string> {
  const { apiUrl, temporal, simulator } = everything;
  return `
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

async function tokenOf({ keys, auth }: Everything): Promise<string> {
  return (
    issuedElsewhere(auth) ??
    `  A token for partner ${example.partnerId} (${example.role}, 12 hours):
${await keys.signToken({ ...example, path: [...example.path] })}
  Another one:   npm run --silent token -- --partner p1 --path d1,p1 --role owner --name "Ada"`
  );
}

if (require.main === module) runCommand(main);
