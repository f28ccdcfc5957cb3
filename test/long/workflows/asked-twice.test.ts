import { gateWorkflowId, organizationWorkflowId, requestTurnsSignal } from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import { quieten } from '../../journeys/partner';
import {
  gateWhen,
  isQuiet,
  quick,
  report,
  requests,
  syncedOrganization,
  syncingPartner,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

it('a turn that was asked for once too often, as after a continue-as-new, is given back at once', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  const gate = system.client.workflow.getHandle(gateWorkflowId(partner.id));
  const key = organizationWorkflowId(partner.id, 'o1');
  const effect = { kind: 'latency', milliseconds: 200 } as const;
  system.simulator.control.faults.add({ path: '/api/softwarelicence', effect });
  for (let used = 13; used < 17; used += 1) {
    system.simulator.control.requests.clear();
    await report(partner, 'o1', used);
    await eventually(
      async () => requests(system).total,
      (total) => total > 0,
    );
    await gate.signal(requestTurnsSignal, [{ key, kind: 'seatSync' }]);
    expect(await written(partner, 'o1', used)).toMatchObject({ status: 'inSync' });
    const startedAt = Date.now();
    expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open' });
    expect(Date.now() - startedAt).toBeLessThan(20_000);
  }
});
