import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Application } from '../login/application';
import { Rights } from '../login/rights';
import { Rows } from '../store/records';

/** What outlives a restart: the records, the application and the rights. Faults, counters and tokens do not. */
export type State = z.infer<typeof State>;
export const State = z.object({
  /** What it was seeded with; a state of another seed is not taken up. */
  seededWith: z.string(),
  clockOffsetSeconds: z.number(),
  application: Application,
  rights: Rights,
  rows: Rows,
});

export type StateFile = {
  /** Undefined when there is no file yet. */
  read(): Promise<State | undefined>;
  /** Writes soon; changes until then go in together. */
  changed(): void;
  /** Writes what has not been written yet. */
  flush(): Promise<void>;
};

const SOON_MS = 100;
const NotThere = z.object({ code: z.literal('ENOENT') });

function parse(path: string, text: string): State {
  try {
    return State.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${path} is not a state of this simulator. Delete it to start from the seed.`, { cause });
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    // Not by its class: where several realms meet, Node's errors are not `instanceof Error`.
    if (NotThere.safeParse(error).success) return undefined;
    throw error;
  }
}

export function createStateFile(path: string, current: () => State): StateFile {
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  // Written whole, then renamed: a reader finds the old state or the new one, never half of it.
  const write = async (): Promise<void> => {
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(current()), { mode: 0o600 });
      await rename(`${path}.new`, path);
    } catch (error) {
      process.emitWarning(`The simulator's state was not written: ${error}`);
    }
  };
  const flush = (): Promise<void> => {
    if (timer) {
      clearTimeout(timer);
      timer = undefined;
      writing = writing.then(write);
    }
    return writing;
  };

  return {
    read: async () => {
      const text = await readIfThere(path);
      return text === undefined ? undefined : parse(path, text);
    },
    changed: () => {
      timer ??= setTimeout(() => void flush(), SOON_MS);
    },
    flush,
  };
}
