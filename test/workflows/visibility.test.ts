import { runningOf } from '../../workflows/messages/visibility';
import { eventually, newPartner, startApi } from '../api/running-api';
import { connectClient } from '../support/temporal';

it("finds a partner's running Workflows of one type by their status", async () => {
  const { TEST_TEMPORAL_ADDRESS: address = '' } = process.env;
  const [api, client] = [await startApi({ address }), await connectClient()];
  const partner = await newPartner(api);
  const body = {
    name: 'Acme',
    status: 'active',
    seats: { used: 1, purchased: 1, active: 1 },
    observedAt: '2026-01-01T00:00:00Z',
  };
  await partner.call('PUT', '/organizations/o1', { body });

  const wanted = { partnerId: partner.id, workflowType: 'organizationMapping' };
  const count = async (statuses?: string[]) =>
    (await client.workflow.count(runningOf(statuses ? { ...wanted, statuses } : wanted))).count;
  await eventually(count, (seen) => seen === 1);
  await expect(count()).resolves.toBe(1);
  await expect(count(['mapped', 'unmapped'])).resolves.toBe(1);
  await expect(count(['mapped'])).resolves.toBe(0);
  const other = runningOf({ ...wanted, workflowType: 'incident' });
  await expect(client.workflow.count(other)).resolves.toMatchObject({ count: 0 });
  await api.close();
  await client.connection.close();
});
