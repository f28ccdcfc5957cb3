import type { ApiConfig } from '../api/config';
import { readApiConfig } from '../api/config';
import { isLoopback } from '../api/session/site';
import { loadEnvironment } from '../process/environment';
import { openDataDir } from './data-dir';
import { issuedElsewhere, openKeys } from './keys';
import { readPerson } from './person';
import { runCommand, StartError } from './start-error';

type LinkConfig = Pick<ApiConfig, 'auth' | 'dataDir' | 'port' | 'publicUrl'>;

/** Why the api takes no one-time link; null when it does. */
export function noLinks({ auth, publicUrl }: Pick<ApiConfig, 'auth' | 'publicUrl'>): string | null {
  if (publicUrl === undefined || isLoopback(publicUrl)) return issuedElsewhere(auth);
  return `PUBLIC_URL is set: one-time links open on this machine alone, and people come to ${publicUrl.origin}.`;
}

/** In the fragment, which a browser sends to nobody. */
export const linkTo = (url: string, code: string): string => `${new URL(url).origin}/#code=${code}`;

/** A link that opens the portal, signed in. @throws StartError with one sentence. */
export async function makeLink(args: string[], config: LinkConfig): Promise<string> {
  const person = readPerson('link', args);
  const refusal = noLinks(config);
  if (refusal !== null) throw new StartError(refusal);
  const { publicUrl, port, dataDir, auth } = config;
  if (publicUrl === undefined && port === 0) {
    throw new StartError('PORT is 0, any free one: set PORT, or PUBLIC_URL, to what npm start has printed.');
  }
  await openDataDir(dataDir);
  const { signCode } = await openKeys(dataDir, auth);
  return linkTo(publicUrl?.href ?? `http://127.0.0.1:${port}`, await signCode(person));
}

if (require.main === module) {
  runCommand(async () => console.log(await makeLink(process.argv.slice(2), readApiConfig(loadEnvironment()))));
}
