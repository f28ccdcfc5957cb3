import { grpc } from '../../../process/temporal-trouble';
import { startRefusingTemporal } from '../../support/refusing-temporal';
import { newPartner, startApi } from '../running-api';

it('acceptance 68: says that only the credentials are erased when Temporal takes no more Signals for a connection', async () => {
  const temporal = await startRefusingTemporal(
    (method) => (method === 'SignalWorkflowExecution' ? grpc.invalidArgument : grpc.permissionDenied),
    () => 'exceeded workflow execution limit for signal events',
  );
  const api = await startApi({ address: temporal.address });
  const partner = await newPartner(api);
  const credentials = { clientId: 'client', clientSecret: 'secret' };
  const stored = { partnerId: partner.id, reference: 'c1' };
  await api.vault.put({ ...stored, credentials });
  expect(await partner.call('DELETE', '/halopsa/connection')).toMatchObject({
    status: 503,
    body: { code: 'unavailable', detail: expect.stringMatching(/^The credentials are erased.* Repeat the request/) },
  });
  await expect(api.vault.get(stored)).rejects.toMatchObject({ code: 'missing' });
  await api.close();
  await temporal.close();
});
