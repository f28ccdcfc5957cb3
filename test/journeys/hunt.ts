import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import type { TestServer } from '../halo/server';
import { startServer } from '../halo/server';

const TokenReply = z.object({ access_token: z.string(), refresh_token: z.string(), id_token: z.string() });

export interface Tap {
  readonly server: TestServer;
  /** Every token that HaloPSA gave. */
  readonly tokens: string[];
}

/** A way to HaloPSA that overhears its tokens; `upstream` is asked each time, so the simulator may start later. */
export async function startTap(upstream: () => string): Promise<Tap> {
  const tokens: string[] = [];
  const server: TestServer = await startServer(async ({ method, url, headers, body }) => {
    const reply = await fetch(`${upstream()}${url}`, {
      method,
      headers: {
        ...(headers.authorization === undefined ? {} : { authorization: String(headers.authorization) }),
        ...(headers['content-type'] === undefined ? {} : { 'content-type': headers['content-type'] }),
      },
      ...(method === 'GET' ? {} : { body }),
    });
    const text = (await reply.text()).replaceAll(upstream(), server.url);
    if (reply.ok && url.startsWith('/auth/token')) tokens.push(...Object.values(TokenReply.parse(JSON.parse(text))));
    return { status: reply.status, headers: { 'content-type': reply.headers.get('content-type') ?? '' }, body: text };
  });
  return { server, tokens };
}

/** A secret as it may be met: raw, in a URL or a form, in base64 wherever it stands in what was encoded. */
export function spellings(secret: string): string[] {
  const form = new URLSearchParams({ secret }).toString().slice('secret='.length);
  const encoded = [0, 1, 2].flatMap((before) => {
    const base64 = Buffer.from('-'.repeat(before) + secret).toString('base64');
    const from = Math.ceil((before * 4) / 3);
    const to = Math.floor(((before + Buffer.byteLength(secret)) * 4) / 3);
    const inside = base64.slice(from, to);
    return [inside, inside.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [secret, encodeURIComponent(secret), form, JSON.stringify(secret).slice(1, -1), ...encoded];
}

/** Everything that is written in an event of a history, payloads decoded. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value instanceof Uint8Array) yield Buffer.from(value).toString();
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* textsOf(part);
}

/** The decoded history of every Workflow that there is, by Workflow Id. */
export async function histories(client: Client): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for await (const { workflowId, runId } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId, { followRuns: false }).fetchHistory();
    all.set(`${workflowId} ${runId}`, [...textsOf(history)].join('\n'));
  }
  return all;
}

/** What all files below a folder hold. */
export async function filesIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')))).join(
    '\n',
  );
}
