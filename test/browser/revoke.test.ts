import type { Page } from 'playwright-core';
import {
  connect,
  connectedPartner,
  mappedPartner,
  mapping,
  quieten,
  revoke,
  saveTicketMapping,
  secretsOf,
  takeDown,
  untilStatus,
} from '../journeys/partner';
import { seriousFindings } from './support/axe';
import { lookAgain } from './support/look-again';
import { focused } from './support/people';
import type { Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
});
afterEach(async () => {
  await portal.close();
  await quieten(portal.system);
});
afterAll(() => portal.stop());

const PAGE = '/integration';
const card = (page: Page) => page.getByRole('region', { name: 'HaloPSA' });
const option = (page: Page) => page.getByRole('button', { name: 'Option' });
const connectLink = (page: Page) => card(page).getByRole('link', { name: 'Connect' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Revoke the connection to HaloPSA?' });

async function choose(page: Page, item: string) {
  await option(page).click();
  await page.getByRole('menuitem', { name: item }).click();
}

const uncounted = { type: 'about:blank', title: 'x', status: 422, code: 'x', detail: 'They are not counted.' };

const confirm = (page: Page) => dialog(page).getByRole('button', { name: 'Revoke Connection' }).click();

it('acceptance 64-67, 69, 70: Option > Revoke Connection says what it touches; then Connect is active, also after a reload', async () => {
  const partner = await mappedPartner(portal.system);
  const { page } = await portal.open({ partner, at: PAGE, expected: ['422'] });
  await choose(page, 'Revoke Connection');
  await dialog(page).getByText('1 mapping: kept for 30 days').waitFor();
  await dialog(page).getByText('0 open tickets').waitFor();
  await dialog(page).getByText('Tickets and seat counts in HaloPSA stay as they are.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await dialog(page).waitFor({ state: 'hidden' });
  await focused(option(page)).waitFor();
  await page.route('**/connection/revocation', (route) => route.fulfill({ status: 422, json: uncounted }));
  await choose(page, 'Revoke Connection');
  await dialog(page).getByText('They are not counted. What it touches could not be counted').waitFor();
  expect(await dialog(page).getByText('1 mapping').count()).toBe(0);
  await confirm(page);
  await connectLink(page).waitFor();
  await card(page).getByText('Ada revoked the connection').waitFor();
  await focused(connectLink(page)).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.reload();
  await connectLink(page).waitFor();
  expect(await page.getByText('Connected', { exact: true }).count()).toBe(0);
  expect(await secretsOf(portal.system, partner)).toEqual([]);

  // The same HaloPSA again, by somebody else: the page hears of it, and the mapping comes back.
  await connect(portal.system, partner);
  await untilStatus(() => mapping(partner, 'o1'), 'mapped');
  await page.reload();
  await card(page).getByText('1 of 1').waitFor();
});

it('acceptance 66: a page shows what has changed while another one was open', async () => {
  const partner = await connectedPartner(portal.system);
  const { page } = await portal.open({ partner, at: PAGE });
  await card(page).getByText('Connected', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Organizations' }).click();
  await page.getByRole('heading', { level: 1, name: 'Organizations' }).waitFor();
  await revoke(partner);
  const looked = page.waitForResponse(/\/halopsa\/live$/);
  await lookAgain(page);
  await looked;
  await page.getByRole('link', { name: 'Integration' }).click();
  await connectLink(page).waitFor();
});

it('acceptance 68: the console revokes while HaloPSA is down; reading begins anew at its title', async () => {
  const partner = await connectedPartner(portal.system);
  await saveTicketMapping(partner);
  takeDown(portal.system);
  const { page } = await portal.open({ partner, at: `${PAGE}/halopsa` });
  await choose(page, 'Revoke Connection');
  await confirm(page);
  await page.getByRole('link', { name: 'Connect', exact: true }).waitFor();
  await focused(page.getByRole('heading', { level: 1, name: 'HaloPSA' })).waitFor();
});

it('acceptance 71: a sync that a revoke ended is told as cancelled, with who revoked', async () => {
  const partner = await mappedPartner(portal.system);
  portal.system.simulator.control.faults.add({ effect: { kind: 'hang' } });
  const { page } = await portal.open({ partner, at: '/integration/halopsa/manage' });
  await page.getByRole('button', { name: 'Sync now' }).click();
  const run = page.getByRole('dialog', { name: 'Seat sync of all organizations' });
  await run.getByText('0 of 1 organization compared').waitFor();
  const token = await portal.system.api.tokens.sign({
    name: 'Ben',
    partner: partner.id,
    partner_path: ['d1', partner.id],
  });
  expect([200, 202]).toContain((await revoke(partner, { token })).status);
  const told = run.getByRole('alert', { name: 'Cancelled' });
  await told.getByText('The connection was revoked by Ben.').waitFor();
  await run.getByText('Not connected. Ben revoked the connection').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

it('acceptance 72, 73: two people revoke at once, both see it done, and another partner is as before', async () => {
  const partner = await connectedPartner(portal.system);
  const other = await connectedPartner(portal.system);
  const ada = await portal.open({ partner, at: PAGE });
  const ben = await portal.open({ partner, at: PAGE, as: { name: 'Ben', role: 'admin' } });
  const pages = [ada.page, ben.page];
  for (const page of pages) {
    await choose(page, 'Revoke Connection');
    await dialog(page).getByText('0 mappings').waitFor();
  }
  await Promise.all(pages.map(confirm));
  for (const page of pages) await connectLink(page).waitFor();
  const { page } = await portal.open({ partner: other, at: PAGE });
  await card(page).getByText('Connected', { exact: true }).waitFor();
});

it('Option: checks the rights, pauses and resumes, and brings the set-up record; all by keyboard', async () => {
  const partner = await connectedPartner(portal.system);
  const { page } = await portal.open({ partner, at: PAGE });
  const press = async (item: string) => {
    await option(page).press('Enter');
    const found = page.getByRole('menuitem', { name: item });
    await found.waitFor();
    await page.keyboard.press('ArrowDown');
    const isFocused = async () => (await focused(found).count()) > 0;
    for (let steps = 0; steps < 8 && !(await isFocused()); steps += 1) await page.keyboard.press('ArrowDown');
    expect(await isFocused()).toBe(true);
    await page.keyboard.press('Enter');
  };
  await press('Check rights');
  const rights = page.getByRole('dialog', { name: 'Rights in HaloPSA' });
  await rights.getByText('8 of 8 granted').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await rights.waitFor({ state: 'hidden' });
  await focused(option(page)).waitFor();
  await press('Pause sending');
  await page.getByText('Ada paused sending to HaloPSA.').first().waitFor();
  await press('Resume sending');
  await card(page).getByText('Nothing waits for HaloPSA.').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), press('Download the set-up record')]);
  expect(download.suggestedFilename()).toMatch(/\.(md|txt)$/);
  await option(page).click();
  expect(await seriousFindings(page)).toEqual([]);
});
