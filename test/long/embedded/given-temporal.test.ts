import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareGivenTemporal } from '../../../embedded/given-temporal';
import { searchAttributes } from '../../../workflows/messages';
import { closedAddress } from '../../api/running-api';
import { startRefusingTemporal } from '../../support/refusing-temporal';
import { connectClient, startTestServer } from '../../support/temporal';

const [invalidArgument, permissionDenied] = [3, 7];

let lines: string[];
beforeEach(() => {
  lines = [];
});

const prepare = (address: string, namespace = 'default') =>
  prepareGivenTemporal({
    temporal: { connectionOptions: { address }, namespace },
    report: (line) => lines.push(line),
    signal: new AbortController().signal,
  });

it('gives a Temporal the Search Attributes that it lacks, once, and leaves its retention as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'halopsa-given-'));
  const given = { folder, searchAttributes: [searchAttributes.partnerId], retentionDays: 3 };
  const { temporal } = await startTestServer(given);
  await prepare(temporal.address);
  await prepare(temporal.address);
  const client = await connectClient(temporal.address);
  const query = Object.values(searchAttributes).map(({ name }) => `\`${name}\` IS NULL`);
  expect((await client.workflow.count(query.join(' AND '))).count).toBe(0);
  const { config } = await client.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(3 * 86_400);
  expect(lines).toEqual([
    `Registered the Search Attributes OrganizationId, Status, SeatSync, CustomerId, SoftwareLicenceId, ShownAt, OperationIds in Namespace "default" of Temporal at ${temporal.address}.`,
  ]);
  await client.connection.close();
  await temporal.stop();
  await rm(folder, { recursive: true, force: true });
});

it('names what is missing, and what registers it, where we may not', async () => {
  const temporal = await startRefusingTemporal((method) =>
    method === 'CountWorkflowExecutions' ? invalidArgument : permissionDenied,
  );
  const names = Object.values(searchAttributes).map(({ name }) => name);
  await expect(prepare(temporal.address)).rejects.toThrow(
    `Namespace "default" of Temporal at ${temporal.address} lacks the Search Attributes ${names.join(', ')}, and it did not let us register them; run deploy/namespace.sh on it.`,
  );
  await temporal.close();
});

it('says why a Temporal cannot be used', async () => {
  const { TEST_TEMPORAL_ADDRESS: address = '' } = process.env;
  await expect(prepare(address, 'nope')).rejects.toThrow(
    `Temporal at ${address} cannot be used: Namespace "nope" does not exist.`,
  );
  const closed = await closedAddress();
  await expect(prepare(closed)).rejects.toThrow(`Temporal at ${closed} cannot be used: Temporal does not answer.`);
});
