import { hasTooManySignals } from '../../../process/temporal-trouble';
import { newestReportSignal, organizationWorkflowId } from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import { connectedPartner, quieten } from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';
import { runsOf } from '../../workflows/runs';

/** As many Signals as Temporal takes for one run, one of them with the start. */
const MOST = 10_000;
const AT_ONCE = 50;
const WORKED_OFF_MILLISECONDS = 30_000;
/** To send them takes longer than to work them off. */
const SENT_MILLISECONDS = 300_000;

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

it(
  '10,000 reports that waited for a worker are worked off in seconds',
  async () => {
    const partner = await connectedPartner(system);
    await system.stopWorker();
    const beganAt = Date.now();
    const reportOf = (used: number) => ({
      name: 'Contoso',
      status: 'active' as const,
      seats: { used, purchased: 100, active: 2 },
      observedAt: new Date(beganAt - MOST + used).toISOString(),
    });
    await partner.call('PUT', '/organizations/o1', { body: reportOf(0) });
    const workflowId = organizationWorkflowId(partner.id, 'o1');
    const workflow = system.client.workflow.getHandle(workflowId);
    const told = Array(MOST).keys();
    const flood = async () => {
      for (const used of told) if (used > 0) await workflow.signal(newestReportSignal, reportOf(used));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, flood));
    const oneMore = await workflow.signal(newestReportSignal, reportOf(MOST)).catch((error: unknown) => error);
    expect(hasTooManySignals(oneMore)).toBe(true);
    const refused = await partner.call('PUT', '/organizations/o1', { body: reportOf(MOST) });
    expect(refused).toMatchObject({ status: 429, body: { code: 'tooManyReports' } });

    const startedAt = Date.now();
    await system.startWorker();
    const { body } = await eventually(
      () => partner.call('GET', '/organizations/o1/halopsa/mapping'),
      (seen) => Object(seen.body.report).seats?.used === MOST - 1,
      120_000,
    );
    expect(body).toMatchObject({ report: { seats: { used: MOST - 1 } } });
    expect(Date.now() - startedAt).toBeLessThan(WORKED_OFF_MILLISECONDS);
    expect(await partner.call('PUT', '/organizations/o1', { body: reportOf(MOST) })).toMatchObject({
      status: 200,
      body: { taken: true },
    });
    expect(await runsOf(system.client, workflowId)).toHaveLength(2);
  },
  SENT_MILLISECONDS,
);
