/** What an entry point has started. */
interface Started {
  stop(): Promise<unknown>;
  /** Rejects when it ends by itself. */
  readonly stopped?: Promise<unknown>;
}

/** Runs an entry point until a signal asks it to stop; a failure becomes one sentence on stderr and exit code 1. */
export function runProcess(start: () => Promise<Started>): void {
  const failed = (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  };
  start().then(({ stop, stopped }) => {
    stopped?.catch(failed);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().catch(failed));
  }, failed);
}
