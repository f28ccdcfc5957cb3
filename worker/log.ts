import type { LogEntry, LogLevel } from '@temporalio/worker';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Sends what the SDK logs through our logger. Of an error only its words go along: whatever else hangs on it may quote a
 * request. The SDK has one Runtime in a process, so this is called once.
 */
export function installRuntime(logger: Logger): void {
  const write = ({ level, message, meta: { error, ...meta } = {} }: LogEntry) =>
    logger[levels[level]]({ ...meta, ...(error instanceof Error && { err: error }) }, message);
  Runtime.install({ logger: new DefaultLogger(levelOf(logger), write), shutdownSignals: [] });
}

/** The SDK need not prepare lines that our logger would drop. */
const levelOf = (logger: Logger): LogLevel =>
  (['TRACE', 'DEBUG', 'INFO', 'WARN'] as const).find((level) => logger.isLevelEnabled(levels[level])) ?? 'ERROR';
