import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PartnerId, Role } from '../domain/schema';
import type { Person } from './keys';
import { StartError, sentence } from './start-error';

/** A subject is partner and name, and the api takes 128 characters of it. */
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
    operator: z.boolean().default(false),
  })
  .transform((given) => ({ ...given, path: given.path ?? ['d1', given.partner] }))
  .refine(({ partner, path }) => path.at(-1) === partner, {
    path: ['path'],
    message: 'must end with the partner itself (distributor first)',
  })
  .transform(({ partner, ...given }): Person => ({ ...given, partnerId: partner }));

/** Whom the arguments of a command name. @throws StartError with one sentence about every bad argument. */
export function readPerson(command: 'token' | 'link', args: string[]): Person {
  const usage = `Usage: npm run --silent ${command} -- --partner p1 --path d1,p1 --role owner --name "Ada" --operator`;
  const parsed = Arguments.safeParse(readOptions(args, usage));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: [option], message }) => `--${String(option)}: ${message}`);
  throw new StartError(`${problems.join('; ')}. ${usage}`);
}

function readOptions(args: string[], usage: string): unknown {
  const text = { type: 'string' } as const;
  const options = { partner: text, path: text, role: text, name: text, operator: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (thrown) {
    throw new StartError(`${sentence(thrown)}. ${usage}`);
  }
}
