import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { read } from '../../api/temporal-call';
import { connectClient } from '../support/temporal';

let client: Client;
beforeAll(async () => {
  client = await connectClient();
});
afterAll(() => client.connection.close());

/** A Workflow that no worker plays: a Query to it stays without an answer, as one does that the SDK dropped. */
async function unplayed() {
  const workflowId = `unplayed-${randomUUID()}`;
  return client.workflow.start('unplayed', { workflowId, taskQueue: workflowId });
}

it('asks again, in good time, when a look got no answer', async () => {
  const handle = await unplayed();
  const startedAt = Date.now();
  let tries = 0;
  const look = () => {
    tries += 1;
    return tries === 3 ? Promise.resolve('seen') : handle.query<string>('any');
  };
  await expect(read(client, look)).resolves.toBe('seen');
  expect(Date.now() - startedAt).toBeLessThan(4_500);
  await handle.terminate();
});

it('gives up after three looks without an answer: 503, come again', async () => {
  const handle = await unplayed();
  let tries = 0;
  const look = () => {
    tries += 1;
    return handle.query('any');
  };
  await expect(read(client, look)).rejects.toMatchObject({ status: 503, code: 'unavailable' });
  expect(tries).toBe(3);
  await handle.terminate();
});

it('takes another error for the answer', async () => {
  let tries = 0;
  const look = () => {
    tries += 1;
    return client.workflow.getHandle(`nobody-${randomUUID()}`).describe();
  };
  await expect(read(client, look)).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
  expect(tries).toBe(1);
});
