import type { Problem } from '../schema';
import type { Kind } from './kinds';
import { forEachKind, kinds } from './kinds';
import type { Failed, Parked, State, Waiting } from './state';

type WithoutEntries<Whole> = Whole extends unknown ? Omit<Whole, 'queue' | 'parked'> : never;

interface Entries {
  /** What all keys of a kind begin with. */
  readonly prefixes: Readonly<Record<Kind, string>>;
  readonly problems: readonly Problem[];
  readonly queue: readonly string[];
  readonly parked: readonly string[];
}

/** The gate's state as it is carried over a continue-as-new: an entry is `s1a rest-of-key`, or `s1a,2,1,5k,0 …` once it failed. */
export type PackedState = WithoutEntries<State> & { readonly entries: Entries };

const kindsByLetter = new Map<string, Kind>();
forEachKind((kind) => kindsByLetter.set(kinds[kind].letter, kind));

/** Keeps everything, but the times of what waits or is parked only to the second. */
export function pack(state: State): PackedState {
  const { queue, parked, ...rest } = state;
  const prefixes = prefixesOf([...queue, ...parked]);
  const problems = problemTable();
  const packed = (entries: readonly Waiting[]) =>
    entries.map((entry, index) => {
      const since = sinceOf(entry) - sinceOf(entries[index - 1]);
      const numbers = [since, ...numbersOf(entry, problems.indexOf)].map(short).join(',');
      return `${kinds[entry.kind].letter}${numbers} ${entry.key.slice(prefixes[entry.kind].length)}`;
    });
  const entries = { queue: packed(queue), parked: packed(parked) };
  return { ...rest, entries: { prefixes, problems: problems.all, ...entries } };
}

export function unpack({ entries, ...rest }: PackedState): State {
  const queue = unpacked(entries, entries.queue);
  const parked = unpacked(entries, entries.parked).filter(isParked);
  return { ...rest, queue, parked };
}

function unpacked({ prefixes, problems }: Entries, texts: readonly string[]): readonly Waiting[] {
  let since = 0;
  return texts.map((text) => {
    const end = text.indexOf(' ');
    const kind = kindsByLetter.get(text.charAt(0));
    const [delta = Number.NaN, ...numbers] = text.slice(1, end).split(',').map(long);
    since += delta;
    if (kind === undefined || Number.isNaN(since)) throw new Error(`Not an entry of a packed gate: ${text}`);
    const key = prefixes[kind] + text.slice(end + 1);
    return { key, kind, since: since * 1000, failed: failedOf(numbers, since, problems) };
  });
}

function numbersOf({ failed, since }: Waiting, indexOf: (problem: Problem) => number): readonly number[] {
  if (failed === null) return [];
  const { attempts, failures, lastFailedAt, problem } = failed;
  // We round up, so that a success just before the failure does not look like a later one.
  return [attempts, failures, Math.ceil(lastFailedAt / 1000) - seconds(since), indexOf(problem)];
}

function failedOf(
  [attempts, failures, after, index]: readonly number[],
  since: number,
  problems: readonly Problem[],
): Failed | null {
  if (attempts === undefined || failures === undefined || after === undefined || index === undefined) return null;
  const problem = problems[index];
  return problem === undefined ? null : { attempts, failures, lastFailedAt: (since + after) * 1000, problem };
}

function problemTable() {
  const all: Problem[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (problem: Problem): number => {
    const text = JSON.stringify(problem);
    const index = indexes.get(text) ?? all.push(problem) - 1;
    indexes.set(text, index);
    return index;
  };
  return { all, indexOf };
}

function prefixesOf(entries: readonly Waiting[]): Record<Kind, string> {
  const found = new Map<Kind, string>();
  for (const { kind, key } of entries) found.set(kind, sharedStart(found.get(kind) ?? key, key));
  return forEachKind((kind) => found.get(kind) ?? '');
}

function sharedStart(one: string, other: string): string {
  if (other.startsWith(one)) return one;
  let length = 0;
  while (one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

const isParked = (entry: Waiting): entry is Parked => entry.failed !== null;

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

const sinceOf = (entry: Waiting | undefined): number => (entry === undefined ? 0 : seconds(entry.since));

const short = (number: number): string => number.toString(36);

const long = (text: string): number => Number.parseInt(text, 36);
