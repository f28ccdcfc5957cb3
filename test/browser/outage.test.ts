import type { Partner } from '../journeys/partner';
import { connect } from '../journeys/partner';
import {
  countOf,
  gateWhen,
  isQuiet,
  quick,
  report,
  syncedOrganizations,
  syncingPartner,
  takeApiDown,
} from '../journeys/seats';
import { seriousFindings } from './support/axe';
import { lookAgain } from './support/look-again';
import type { Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
let partner: Partner;
let licences: readonly number[];
beforeAll(async () => {
  // HaloPSA is tried again so late that only a person does it sooner.
  const env = { ...quick.env, GATE_PROBE_FIRST_SECONDS: '90', GATE_PROBE_MAX_SECONDS: '90' };
  portal = await startPortal({ ...quick, env, simulators: 1 });
  partner = await syncingPartner(portal.system);
  licences = await syncedOrganizations(portal.system, partner, 3);
});
afterEach(() => portal.close());
afterAll(() => portal.stop());

const counts = () => licences.map((licence) => countOf(portal.system, licence));
const faults = () => portal.system.simulator.control.faults;

async function reportAll(used: number): Promise<void> {
  await Promise.all(licences.map((_, index) => report(partner, `o${index}`, used)));
}

it('acceptance 76: an outage stands above every page: since when, how much waits, the oldest, the next try; it leaves by itself', async () => {
  takeApiDown(portal.system);
  await reportAll(13);
  await gateWhen(partner, ({ status, waiting }) => status === 'waitingForHalo' && waiting.seatSync === 3);
  const { page } = await portal.open({ partner, at: '/integration' });
  const banner = page.getByRole('status', { name: 'HaloPSA' });
  await banner.getByText('HaloPSA cannot be used at the moment.').waitFor();
  for (const name of ['Integration', 'Organizations', 'Activity']) {
    await page.getByRole('link', { name }).first().click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await banner.getByText('Nothing is lost: 3 items are waiting.').waitFor();
    await banner.getByText(/^Out of reach for/).waitFor();
    await banner.getByText(/^The oldest waits for/).waitFor();
    expect(await banner.getByRole('timer').textContent()).toMatch(/^[01]:\d\d$/);
  }
  // What ticks in it is not read out each second.
  await banner
    .locator('[aria-live=off]')
    .getByText(/^Out of reach for/)
    .waitFor();
  await page.getByText('Activity3 unfinished').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(counts()).toEqual([12, 12, 12]);

  await page.goto(`${portal.system.api.url}/integration/halopsa/manage?sheet=preview`);
  const sheet = page.getByRole('dialog', { name: 'Preview of all organizations' });
  await sheet.getByRole('button', { name: 'Preview all' }).click();
  await sheet.getByText('0 of 3 organizations compared').waitFor();
  await sheet.getByText('Nothing is lost: 4 items are waiting.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Activity' }).click();

  faults().clear();
  await banner.getByRole('button', { name: 'Try now' }).click();
  await banner.getByText(/^HaloPSA is back after .+; nothing was lost\.$/).waitFor();
  await page.getByText('Nothing is on its way.').waitFor();
  expect(counts()).toEqual([13, 13, 13]);
});

it('says who has paused, whatever else cannot be read then, and goes on where it is resumed', async () => {
  const { page } = await portal.open({ partner, at: '/activity', as: { name: 'Grace' }, expected: ['503'] });
  const pause = page.getByRole('button', { name: 'Pause' });
  await pause.waitFor();
  await page.route('**/halopsa/live', (route) => route.fulfill({ status: 503, json: {} }));
  await pause.click();
  const banner = page.getByRole('status', { name: 'HaloPSA' });
  await banner.getByText(/^Grace paused sending to HaloPSA\./).waitFor();
  await page.unroute('**/halopsa/live');
  await banner.getByText(/^Paused for/).waitFor();
  await report(partner, 'o0', 14);
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === 1);
  await page.reload();
  await banner.getByText('1 item is waiting').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await banner.getByRole('button', { name: 'Resume' }).click();
  await banner.getByText(/^Sending to HaloPSA goes on/).waitFor();
  await gateWhen(partner, isQuiet);
  expect(counts()).toEqual([14, 13, 13]);
});

it('acceptance 79: refused credentials are red and lead to Reconnect; everything goes on by itself after it', async () => {
  const { application } = portal.system.simulator.control;
  application.change({ active: false });
  application.endTokens();
  await report(partner, 'o0', 15);
  await gateWhen(partner, ({ status }) => status === 'needsReconnect');
  const { page } = await portal.open({ partner, at: '/activity', dark: true });
  const banner = page.getByRole('status', { name: 'HaloPSA' });
  await banner.getByText(/^HaloPSA no longer accepts the saved credentials\./).waitFor();
  await banner.getByText('1 item is waiting').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await banner.getByRole('link', { name: 'Reconnect' }).click();
  await page.getByRole('heading', { level: 1, name: 'Change secret' }).waitFor();
  application.change({ active: true });
  expect(await connect(portal.system, partner)).toMatchObject({ status: 200 });
  await lookAgain(page);
  await banner.getByText(/^HaloPSA is back/).waitFor();
  await gateWhen(partner, isQuiet);
  expect(counts()).toEqual([15, 13, 13]);
});

it('refused credentials that HaloPSA accepts again need no reconnect: Try again says what it answers', async () => {
  const { application } = portal.system.simulator.control;
  application.change({ active: false });
  application.endTokens();
  await report(partner, 'o0', 17);
  await gateWhen(partner, ({ status }) => status === 'needsReconnect');
  const { page } = await portal.open({ partner, at: '/integration', expected: ['422'] });
  const banner = page.getByRole('status', { name: 'HaloPSA' });
  const again = banner.getByRole('button', { name: 'Try again' });
  await again.click();
  await banner.getByRole('alert').waitFor();
  application.change({ active: true });
  await again.click();
  await banner.getByText(/^HaloPSA is back/).waitFor();
  await gateWhen(partner, isQuiet);
  expect(counts()).toEqual([17, 13, 13]);
});

it('acceptance 79: credentials that were refused to a person are red as well, also in an outage, and lead to Reconnect', async () => {
  const { application } = portal.system.simulator.control;
  takeApiDown(portal.system);
  await report(partner, 'o0', 16);
  await gateWhen(partner, ({ status }) => status === 'waitingForHalo');
  const { page } = await portal.open({ partner, at: '/integration/halopsa', expected: ['422'] });
  const banner = page.getByRole('status', { name: 'HaloPSA' });
  await banner.getByText(/^Next try in/).waitFor();
  faults().clear();
  application.change({ active: false });
  application.endTokens();
  await page.getByRole('button', { name: 'Re-check' }).click();
  await banner.getByText(/^HaloPSA no longer accepts the saved credentials\./).waitFor();
  await banner.getByText('1 item waits').waitFor();
  expect(await banner.getByText(/Try now|Trying now|Next try/).count()).toBe(0);
  await page.getByRole('link', { name: 'Reconnect: The credentials' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await banner.getByRole('link', { name: 'Reconnect' }).click();
  await page.getByRole('heading', { level: 1, name: 'Change secret' }).waitFor();
  application.change({ active: true });
  expect(await connect(portal.system, partner)).toMatchObject({ status: 200 });
  await lookAgain(page);
  // It may still be out of reach.
  await banner.getByRole('button', { name: 'Try now' }).click();
  await banner.getByText(/^HaloPSA is back after/).waitFor();
  await gateWhen(partner, isQuiet);
  expect(counts()).toEqual([16, 13, 13]);
});
