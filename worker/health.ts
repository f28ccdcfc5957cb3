import { rm, stat, writeFile } from 'node:fs/promises';

const BEAT_MILLISECONDS = 2_000;
/** Several beats: a process with much to do may be late with one. */
const STALE_MILLISECONDS = 15_000;

interface Beating {
  readonly file: string;
  isPolling(): boolean;
  /** A beat that could not be written; the next one may be. */
  failed(error: unknown): void;
}

/** Touches the file every few seconds for as long as the worker polls. Answers what ends it, and removes the file. */
export function beat({ file, isPolling, failed }: Beating): () => Promise<void> {
  const once = () => {
    if (isPolling()) writeFile(file, '').catch(failed);
  };
  once();
  const beating = setInterval(once, BEAT_MILLISECONDS);
  return async () => {
    clearInterval(beating);
    await rm(file, { force: true });
  };
}

/** Why the worker that touches this file is not healthy, or null. A process that hangs or has ended touches nothing. */
export async function whyUnhealthy(file: string | undefined): Promise<string | null> {
  if (file === undefined) return 'HEALTH_FILE is not set.';
  try {
    const age = Date.now() - (await stat(file)).mtimeMs;
    return age <= STALE_MILLISECONDS ? null : `The worker has not polled for ${Math.round(age / 1000)} s.`;
  } catch {
    return 'The worker does not poll.';
  }
}
