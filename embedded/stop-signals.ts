import { StartError } from './start-error';

/** npm forwards a Ctrl-C that the terminal has sent us too; only a later one is a person's second. */
const echoMs = 500;

/** Aborts on the first Ctrl-C, SIGTERM or closed terminal; a second one ends the process at once. */
export function listenForStop(): AbortSignal {
  const stopping = new AbortController();
  let firstAt = 0;
  const onSignal = () => {
    if (!stopping.signal.aborted) {
      firstAt = Date.now();
      stopping.abort(new StartError('Stopped before everything had started.'));
    } else if (Date.now() - firstAt > echoMs) {
      console.error('Stopped at once.');
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  return stopping.signal;
}

/** Resolves when the signal is aborted; keeps the process alive until then. */
export async function aborted(signal: AbortSignal): Promise<void> {
  const aliveness = setInterval(() => undefined, 3_600_000);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  clearInterval(aliveness);
}
