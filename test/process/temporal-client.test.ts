import { createTemporalClient } from '../../process/temporal-client';
import { closedAddress, eventually } from '../api/running-api';

it('closes while a call that nobody waits for is about to be tried again, and no timer ends the process later', async () => {
  const timers = jest.spyOn(globalThis, 'setTimeout');
  const client = createTemporalClient({ connectionOptions: { address: await closedAddress() } });
  const asked = client.workflowService.describeNamespace({ namespace: 'default' });
  const isTriedAgain = await eventually(
    async () => timers.mock.calls.some(([then]) => then.name === 'retry'),
    (is) => is,
  );
  expect(isTriedAgain).toBe(true);
  const refused = expect(asked).rejects.toThrow('UNAVAILABLE');
  await client.connection.close();
  await refused;
  timers.mockRestore();
});
