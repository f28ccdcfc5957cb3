import { HaloError } from './errors';

/**
 * Runs `run` for at most `ms` milliseconds, or until `parent` aborts, whichever comes first.
 * The signal that `run` gets always aborts with a HaloError as its reason, so whoever sees it abort can throw that.
 *
 * @throws HaloError `timeout` after `ms`; `aborted`, or the reason of an enclosing deadline, when `parent` aborts.
 */
export async function within<Result>(
  ms: number,
  parent: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (parent?.aborted) throw reasonOf(parent);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new HaloError('timeout')), ms);
  const stop = () => controller.abort(parent && reasonOf(parent));
  parent?.addEventListener('abort', stop);
  try {
    return await Promise.race([run(controller.signal), rejectOnAbort(controller.signal)]);
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', stop);
  }
}

/** What to throw for an aborted signal: the caller's own reason may hold anything, so it is not passed on. */
export function reasonOf(signal: AbortSignal): HaloError {
  return signal.reason instanceof HaloError ? signal.reason : new HaloError('aborted');
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(reasonOf(signal)), { once: true }));
}
