/** What an entry point has started. */
interface Started {
  stop(): Promise<unknown>;
  /** Rejects when it ends by itself. */
  readonly stopped?: Promise<unknown>;
}

/** Runs an entry point until a signal asks it to stop; a failure is said on stderr, and the exit code is 1. */
export function runProcess(start: () => Promise<Started>): void {
  start().then(({ stop, stopped }) => {
    stopped?.catch(sayFailure);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().catch(sayFailure));
  }, sayFailure);
}

/** One line on stderr, and the end: the SDK's native part would keep a process alive that has failed, and nobody start it again. */
export function sayFailure(error: unknown): void {
  console.error(inWords(error));
  process.exit(1);
}

/** The error's sentence, and in brackets what was behind it. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message.trim().replace(/\s*\n\s*/g, ' ');
  return error.cause === undefined ? message : `${message} (${inWords(error.cause)})`;
}
