import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';

const folder = resolve(__dirname, '../histories');

export type History = ReturnType<typeof historyFromJSON>;

/** What `npm run record:histories` recorded, by name. */
export const recorded: readonly Recorded[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const json: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return { name: file.slice(0, -'.json'.length), json, history: historyFromJSON(json) };
  });

interface Recorded {
  readonly name: string;
  readonly json: unknown;
  readonly history: History;
}

export interface Payload {
  readonly data: Uint8Array;
}

/** Every payload in an event: arguments, results, details of failures, Memo, Search Attributes, summaries. */
export function* payloadsIn(value: unknown): Generator<Payload> {
  if (typeof value !== 'object' || value === null) return;
  if ('data' in value && value.data instanceof Uint8Array) yield { data: value.data };
  else for (const part of Object.values(value)) yield* payloadsIn(part);
}
