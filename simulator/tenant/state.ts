import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Application } from '../login/application';
import { Rights } from '../login/rights';
import { Rows } from '../store/records';

/** What is kept over a restart: the records, the application, the rights and the clock's offset. Faults, counters and tokens are not kept. */
export type State = z.infer<typeof State>;
export const State = z.object({
  /** The seed that this state began with. A simulator with another seed ignores this state. */
  seededWith: z.string(),
  clockOffsetSeconds: z.number(),
  application: Application,
  rights: Rights,
  rows: Rows,
});

export type StateFile = {
  /** Undefined when there is no file yet. */
  read(): Promise<State | undefined>;
  /** Writes the file after a short wait, so that several changes are written at once. */
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
    // `instanceof Error` is false for Node's errors of another realm, so the code is checked instead.
    if (NotThere.safeParse(error).success) return undefined;
    throw error;
  }
}

export function createStateFile(path: string, current: () => State): StateFile {
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  // A new file is written and then renamed, so that a reader never finds half a state.
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
