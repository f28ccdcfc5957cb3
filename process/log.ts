import type { Logger, LoggerOptions } from 'pino';
import pino from 'pino';

/** A second line only: no log call is given a header, a body or a secret in the first place. */
const redact = ['authorization', 'clientSecret'].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** One JSON line per event. */
export const createLogger = (level: NonNullable<LoggerOptions['level']>): Logger =>
  pino({ level, redact, serializers: { err: described } });

interface Described {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause?: Described;
}

/** An error by its words only: what else hangs on it may quote a request. */
export function described(error: Error): Described {
  const { name: type, message, stack, cause } = error;
  return { type, message, stack, ...(cause instanceof Error && { cause: described(cause) }) };
}
