import { Connection } from '@temporalio/client';
import type { CommonConfig } from '../process/settings';
import { temporalTrouble } from '../process/temporal-trouble';
import { searchAttributes } from '../workflows/messages';
import { StartError } from './start-error';
import { lackedSearchAttributes, registerSearchAttributes, untilSearchable } from './temporal-namespace';

const callMs = 10_000;

export interface GivenTemporal {
  temporal: CommonConfig['temporal'];
  report(line: string): void;
  signal: AbortSignal;
}

/**
 * Registers what our lists ask by with a Temporal that somebody else runs, where it is missing; all else of it is theirs.
 *
 * @throws StartError when that Temporal cannot be used, or does not let us
 */
export async function prepareGivenTemporal({ temporal, report, signal }: GivenTemporal): Promise<void> {
  const { connectionOptions, namespace = 'default' } = temporal;
  // No repeats: a registration that arrives twice may be given two places in a database.
  const connection = Connection.lazy({ ...connectionOptions, interceptors: [] });
  const soon = <T>(call: () => Promise<T>) => connection.withDeadline(Date.now() + callMs, call);
  const where = `Temporal at ${connectionOptions.address}`;
  const options = { namespace, searchAttributes: Object.values(searchAttributes), signal };
  try {
    const lacked = await soon(() => lackedSearchAttributes(connection, options)).catch((cause: unknown) => {
      throw new StartError(`${where} cannot be used: ${temporalTrouble(cause, namespace)}`, { cause });
    });
    if (lacked.length === 0) return;
    const names = lacked.map(({ name }) => name).join(', ');
    await soon(() => registerSearchAttributes(connection, { namespace, searchAttributes: lacked })).catch(
      (cause: unknown) => {
        const todo = 'it did not let us register them; run deploy/namespace.sh on it.';
        throw new StartError(`Namespace "${namespace}" of ${where} lacks the Search Attributes ${names}, and ${todo}`, {
          cause,
        });
      },
    );
    report(`Registered the Search Attributes ${names} in Namespace "${namespace}" of ${where}.`);
    await untilSearchable(connection, options);
  } finally {
    await connection.close();
  }
}
