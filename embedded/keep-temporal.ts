import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, sentence } from './start-error';
import type { RunningTemporal, TemporalOptions } from './temporal-server';
import { startTemporal } from './temporal-server';

const tooManyDeaths = 5;

export interface KeepOptions extends TemporalOptions {
  /** A server that served for less than this died quickly; one that never served did in any case. */
  quickMs?: number;
  /** Between a death and the next start. */
  pauseMs?: number;
}

export interface KeptTemporal {
  address: string;
  uiUrl: string | null;
  /** The process that serves now. */
  pid(): number;
  /** Rejects with a StartError after five quick deaths in a row; never resolves. */
  gaveUp: Promise<never>;
  stop(): Promise<void>;
}

/** How a server ended, and for how long it had served; null when it never did. */
interface Death {
  how: string;
  servedMs: number | null;
}

async function deathOf(temporal: RunningTemporal): Promise<Death> {
  const servedAt = Date.now();
  const how = await temporal.exited;
  return { how, servedMs: Date.now() - servedAt };
}

/**
 * A dev server that is started again when its process dies; clients and workers reconnect to the address by themselves.
 *
 * @throws StartError when the first start fails.
 */
export async function keepTemporal(options: KeepOptions): Promise<KeptTemporal> {
  const { quickMs = 60_000, pauseMs = 1_000, report, logFile } = options;
  const stopping = new AbortController();
  let running = await startTemporal(options);

  const keep = async () => {
    let death = deathOf(running);
    for (let deaths = 0; ; death = again()) {
      const { how, servedMs } = await death;
      if (stopping.signal.aborted) return;
      deaths = servedMs === null || servedMs < quickMs ? deaths + 1 : 1;
      if (deaths >= tooManyDeaths) throw new StartError(`Temporal died ${deaths} times in a row; see ${logFile}.`);
      report(`Temporal ended (${how}); starting it again.`);
      await sleep(pauseMs);
    }
  };

  const again = async (): Promise<Death> => {
    const started = await startTemporal(options).catch(sentence);
    if (typeof started === 'string') return { how: started, servedMs: null };
    running = started;
    report('Temporal serves again.');
    if (stopping.signal.aborted) await running.stop();
    return deathOf(running);
  };

  const keeping = keep();
  const gaveUp = keeping.then(() => new Promise<never>(() => undefined));
  gaveUp.catch(() => undefined); // Somebody listens only once everything has started.

  return {
    address: running.address,
    uiUrl: running.uiUrl,
    pid: () => running.pid,
    gaveUp,
    stop: async () => {
      stopping.abort();
      await running.stop();
      await keeping.catch(() => undefined);
    },
  };
}
