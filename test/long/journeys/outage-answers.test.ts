import { connectedPartner, impatient, quieten } from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const asking = [
  ['GET', '/halopsa/choices/ticket-types'],
  ['GET', '/halopsa/choices/priorities?slaId=1'],
  ['GET', '/halopsa/choices/customers'],
  ['GET', '/halopsa/choices/software-licences?customerId=1'],
  ['POST', '/halopsa/connection/rights'],
] as const;

it.each([
  ['refuses connections', { kind: 'reset' }, 'halo.unreachable'],
  ['answers 503', { kind: 'status', status: 503 }, 'halo.unavailable'],
  ['answers what we do not understand', { kind: 'brokenJson' }, 'halo.unexpectedReply'],
] as const)('acceptance 76: says when to try again while HaloPSA %s', async (_name, effect, code) => {
  const partner = await connectedPartner(system);
  system.simulator.control.faults.add({ path: '/api', effect });
  for (const [method, path] of asking) {
    const { status, headers, body } = await partner.call(method, path);
    expect({ path, status, code: body.code, wait: Number(headers.get('retry-after')) >= 30 }).toEqual({
      path,
      status: 503,
      code,
      wait: true,
    });
    // No request of these has such a field.
    expect(body.fields).toBeUndefined();
  }
});

it('names no field of the Connect form where the credentials are refused later', async () => {
  const partner = await connectedPartner(system);
  system.simulator.control.application.change({ active: false });
  system.simulator.control.application.endTokens();
  const { status, body } = await partner.call('GET', '/halopsa/choices/slas');
  expect({ status, code: body.code, fields: body.fields }).toEqual({ status: 422, code: 'halo.inactiveApplication' });
});
