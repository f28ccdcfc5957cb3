import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ApiConfig } from '../api/config';
import { readApiConfig } from '../api/config';
import { PartnerId, Role } from '../domain/schema';
import { loadEnvironment } from '../process/environment';
import { readEmbeddedConfig } from './config';
import { openDataDir } from './data-dir';
import { issuedElsewhere, openKeys } from './keys';
import { runCommand, StartError, sentence } from './start-error';

const usage = `npm run --silent token -- --partner p1 --path d1,p1 --role owner --name "Ada"`;

/** The token's subject is partner and name, and the api takes 128 characters of it. */
const longestName = 63;

const Arguments = z
  .object({
    partner: PartnerId.default('p1'),
    path: z
      .string()
      .transform((path) => path.split(','))
      .pipe(z.array(PartnerId).max(20, 'must have 20 ids at most'))
      .optional(),
    role: Role.default('owner'),
    name: z
      .string()
      .trim()
      .min(1, 'must not be empty')
      .max(longestName, `must have ${longestName} characters at most`)
      .default('Ada'),
  })
  .transform((given) => ({ ...given, path: given.path ?? ['d1', given.partner] }))
  .refine(({ partner, path }) => path.at(-1) === partner, {
    path: ['path'],
    message: 'must end with the partner itself (distributor first)',
  });

export interface TokenRequest {
  args: string[];
  dataDir: string;
  /** Whose tokens the api takes. */
  auth: ApiConfig['auth'];
}

/** @throws StartError with one sentence about every bad argument, or about who issues the tokens that the api takes. */
export async function makeToken({ args, dataDir, auth }: TokenRequest): Promise<string> {
  const { partner, path, role, name } = parseArguments(args);
  const elsewhere = issuedElsewhere(auth);
  if (elsewhere !== null) throw new StartError(elsewhere);
  await openDataDir(dataDir);
  const { signToken } = await openKeys(dataDir, auth);
  return signToken({ partnerId: partner, path, role, name });
}

function parseArguments(args: string[]): z.infer<typeof Arguments> {
  const parsed = Arguments.safeParse(readOptions(args));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: [option], message }) => `--${String(option)}: ${message}`);
  throw new StartError(`${problems.join('; ')}. Usage: ${usage}`);
}

function readOptions(args: string[]): unknown {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { partner: text, path: text, role: text, name: text } }).values;
  } catch (thrown) {
    throw new StartError(`${sentence(thrown)}. Usage: ${usage}`);
  }
}

if (require.main === module) {
  runCommand(async () => {
    const env = loadEnvironment();
    const { dataDir } = readEmbeddedConfig(env);
    const { auth } = readApiConfig(env);
    console.log(await makeToken({ args: process.argv.slice(2), dataDir, auth }));
  });
}
