import type { ApiConfig } from '../api/config';
import { readApiConfig } from '../api/config';
import { loadEnvironment } from '../process/environment';
import { readEmbeddedConfig } from './config';
import { openDataDir } from './data-dir';
import { issuedElsewhere, openKeys } from './keys';
import { readPerson } from './person';
import { runCommand, StartError } from './start-error';

export interface TokenRequest {
  args: string[];
  dataDir: string;
  /** Whose tokens the api takes. */
  auth: ApiConfig['auth'];
}

/** @throws StartError with one sentence about every bad argument, or about who issues the tokens that the api takes. */
export async function makeToken({ args, dataDir, auth }: TokenRequest): Promise<string> {
  const person = readPerson('token', args);
  const elsewhere = issuedElsewhere(auth);
  if (elsewhere !== null) throw new StartError(elsewhere);
  await openDataDir(dataDir);
  const { signToken } = await openKeys(dataDir, auth);
  return signToken(person);
}

if (require.main === module) {
  runCommand(async () => {
    const env = loadEnvironment();
    const { dataDir } = readEmbeddedConfig(env);
    const { auth } = readApiConfig(env);
    console.log(await makeToken({ args: process.argv.slice(2), dataDir, auth }));
  });
}
