import { randomUUID } from 'node:crypto';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import { Client } from '@temporalio/client';
import { defineQuery } from '@temporalio/workflow';
import { unlessLeft } from '../../api/leaving';
import { query } from '../../api/temporal-call';
import { connectClient } from '../support/temporal';

let connected: Client;
beforeAll(async () => {
  connected = await connectClient();
});
afterAll(() => connected.connection.close());

const definition = defineQuery<string>('any');

/** A client that counts how often it asks, and gives the answer `seen` at the given time. */
function countingClient(answersAt?: number) {
  let tries = 0;
  const counting: WorkflowClientInterceptor = {
    query: (input, next) => {
      tries += 1;
      return tries === answersAt ? Promise.resolve('seen') : next(input);
    },
  };
  const client = new Client({ connection: connected.connection, interceptors: { workflow: [counting] } });
  return { client, tries: () => tries };
}

/** A Workflow that no worker plays: a Query to it stays without an answer, as one does that the SDK lost. */
async function unplayed() {
  const workflowId = `unplayed-${randomUUID()}`;
  return connected.workflow.start('unplayed', { workflowId, taskQueue: workflowId });
}

it('asks a Workflow again when no answer came', async () => {
  const handle = await unplayed();
  const { client } = countingClient(3);
  await expect(query(client, { workflowId: handle.workflowId, definition })).resolves.toBe('seen');
  await handle.terminate();
});

it('gives up after three looks without an answer: 503, come again', async () => {
  const handle = await unplayed();
  const { client, tries } = countingClient();
  await expect(query(client, { workflowId: handle.workflowId, definition })).rejects.toMatchObject({
    status: 503,
    code: 'unavailable',
  });
  expect(tries()).toBe(3);
  await handle.terminate();
});

it('gives up at once when its caller has left', async () => {
  const handle = await unplayed();
  const { client, tries } = countingClient();
  const leaving = new AbortController();
  const asked = unlessLeft(leaving.signal, () => query(client, { workflowId: handle.workflowId, definition }));
  leaving.abort(new Error('left'));
  await expect(asked).rejects.toThrow('left');
  expect(tries()).toBe(1);
  await handle.terminate();
});

it('takes another error for the answer', async () => {
  const { client, tries } = countingClient();
  await expect(query(client, { workflowId: `nobody-${randomUUID()}`, definition })).rejects.toMatchObject({
    name: 'WorkflowNotFoundError',
  });
  expect(tries()).toBe(1);
});
