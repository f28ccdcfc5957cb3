import { eventually } from '../../api/running-api';
import { customers, times } from '../../journeys/lists';
import type { Partner } from '../../journeys/partner';
import { connectedPartner, impatient } from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());

/** Temporal removes a run when it has written down that it did all that came before: by default that is every 30 seconds. */
const patienceMilliseconds = 240_000;

const untilRuns = (partner: Partner, wanted: number) =>
  eventually(
    async () =>
      (await system.client.workflow.count(`PartnerId = "${partner.id}" AND WorkflowType = "haloChoices"`)).count,
    (count) => count === wanted,
    patienceMilliseconds,
  );

it('answers twenty searches at once, and leaves nothing behind but the newest list', async () => {
  const partner = await connectedPartner(system);
  for (const _ of times(3, () => null)) expect((await customers(partner)).status).toBe(200);
  const answers = await Promise.all(times(20, (index) => customers(partner, `c${index}`)));
  expect(answers.map(({ status }) => status)).toEqual(times(20, () => 200));
  expect(await untilRuns(partner, 1)).toBe(1);
}, 300_000);
