import type { Locator, Page, Route } from 'playwright-core';
import {
  connectedPartner,
  connection,
  credentialsOf,
  mappedPartner,
  quieten,
  register,
  saveTicketMapping,
  setTicketMapping,
  syncedPartner,
  takeDown,
  ticketMappingOf,
} from '../journeys/partner';
import { seriousFindings } from './support/axe';
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

const FORM = '/integration/halopsa/ticket-mapping';

const list = (page: Page, name: 'Ticket Type' | 'Ticket SLA' | 'Ticket Priority') =>
  page.getByRole('combobox', { name });
const nextStep = (page: Page) => page.getByRole('button', { name: 'Next Step' });

async function choose(page: Page, name: Parameters<typeof list>[1], option: string) {
  await list(page, name).click();
  await page.getByRole('option', { name: option }).click();
}

const chosen = async (page: Page) => [
  await list(page, 'Ticket Type').inputValue(),
  await list(page, 'Ticket SLA').inputValue(),
  await list(page, 'Ticket Priority').inputValue(),
];

it('acceptance 27-29, 33, 34, 39: four choices that depend on each other, the banner, and what comes next', async () => {
  const partner = await connectedPartner(portal.system);
  await register(partner, 'o1', { name: '<b>Contoso</b>' });
  const { page } = await portal.open({ partner, at: FORM });
  await page.getByText('The seats that are in use. <b>Contoso</b>: 3').waitFor();
  await page.getByText('Choose Sync Seat, a Ticket Type, a Ticket SLA, and a Ticket Priority.').waitFor();
  expect(await nextStep(page).isDisabled()).toBe(true);
  expect(await list(page, 'Ticket Priority').isDisabled()).toBe(true);
  await page.getByRole('radio', { name: 'Used seats' }).check();
  await choose(page, 'Ticket Type', 'Incident');
  await page.getByText('This is the SLA of the Ticket Type').waitFor();
  await choose(page, 'Ticket Priority', 'High');
  expect(await chosen(page)).toEqual(['Incident', 'Standard (business hours)', 'High']);
  await choose(page, 'Ticket Type', 'Backup Alert');
  await page.getByText('Cleared, because another SLA has other priorities.').waitFor();
  expect(await chosen(page)).toEqual(['Backup Alert', 'Premium (24x7)', '']);
  expect(await nextStep(page).isDisabled()).toBe(true);
  await choose(page, 'Ticket Priority', 'P2 Degraded');
  const saves: Route[] = [];
  await page.route('**/halopsa/ticket-mapping', (route) => void saves.push(route), { times: 1 });
  await nextStep(page).click();
  await page.getByRole('status').getByText('Saving …').waitFor();
  await focused(nextStep(page)).waitFor();
  await saves[0]?.continue();
  const banner = page.getByRole('status').filter({ hasText: 'The ticket mapping is saved' });
  await banner.getByText('Backup Alert, Premium (24x7), P2 Degraded').waitFor();
  expect(await banner.getByRole('link', { name: 'Map organizations' }).getAttribute('href')).toBe(
    '/integration/halopsa/manage',
  );
  expect(await ticketMappingOf(partner)).toMatchObject(setTicketMapping);
  expect(await seriousFindings(page)).toEqual([]);
});

it('acceptance 30, 31: Skip leads back; the card says Not set, and opens the form', async () => {
  const { page } = await portal.open({ partner: await connectedPartner(portal.system), at: FORM });
  await page.getByRole('link', { name: 'Skip', exact: true }).click();
  const card = page.getByRole('region', { name: 'HaloPSA' });
  await card.getByText('Connected', { exact: true }).waitFor();
  await card.getByText('No ticket is created and no seat count is sent').waitFor();
  await card.getByRole('link', { name: 'Not set' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ticket mapping' }).waitFor();
});

it('acceptance 35-38: Revoke All Ticket Mapping asks, resets the form, leaves the connection, and is undone after a reload', async () => {
  const partner = await mappedPartner(portal.system);
  await saveTicketMapping(partner);
  const { page } = await portal.open({ partner, at: FORM });
  const button = page.getByRole('button', { name: 'Revoke All Ticket Mapping' });
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Revoke all ticket mapping?' });
  await dialog.getByText('pause for 1 mapped organization').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await button.click();
  await dialog.getByRole('button', { name: 'Revoke All Ticket Mapping' }).click();
  await page.getByText('Revoked by Ada.').waitFor();
  await page.locator('main div:focus').waitFor();
  expect(await chosen(page)).toEqual(['', '', '']);
  expect((await connection(partner)).body).toMatchObject({ status: 'connected', ticketMapping: { status: 'revoked' } });
  await page.reload();
  await page.getByText('Revoked by Ada.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Set by Ada').waitFor();
  await page.locator('main div:focus').waitFor();
  expect(await chosen(page)).toEqual(['Backup Alert', 'Premium (24x7)', 'P2 Degraded']);
  expect(await ticketMappingOf(partner)).toMatchObject(setTicketMapping);
});

it('acceptance 41: saved twice, it stands as it was; an edit holds for what happens after it', async () => {
  const partner = await syncedPartner(portal.system);
  const first = await ticketMappingOf(partner);
  const { page } = await portal.open({ partner, at: FORM });
  const save = async () => {
    const answered = page.waitForResponse((response) => response.request().method() === 'PUT');
    await nextStep(page).click();
    return (await answered).status();
  };
  expect([await save(), await save()]).toEqual([200, 200]);
  expect(await ticketMappingOf(partner)).toEqual(first);
  await page.getByRole('radio', { name: 'Purchased seats' }).check();
  expect(await save()).toBe(200);
  await page.goto(`${portal.system.api.url}/integration/halopsa/manage?organization=o1`);
  await page.getByText('In sync: HaloPSA holds 5. We count 5 purchased seats.').waitFor();
});

it('acceptance 40: HaloPSA is down: what is saved shows by name, the lists with their age, and an edit is saved to be checked', async () => {
  const partner = await connectedPartner(portal.system);
  await saveTicketMapping(partner);
  for (const choices of ['ticket-types', 'slas', 'priorities?slaId=2']) {
    expect((await partner.call('GET', `/halopsa/choices/${choices}`)).status).toBe(200);
  }
  takeDown(portal.system);
  const { page } = await portal.open({ partner, at: FORM });
  await list(page, 'Ticket Priority').waitFor();
  expect(await chosen(page)).toEqual(['Backup Alert', 'Premium (24x7)', 'P2 Degraded']);
  await page.getByText('HaloPSA cannot be asked at the moment').nth(2).waitFor();
  await choose(page, 'Ticket Priority', 'P1 Outage');
  await nextStep(page).click();
  await page.getByText('we check it as soon as it answers').waitFor();
  expect(await ticketMappingOf(partner)).toMatchObject({ status: 'pendingCheck' });
  expect(await seriousFindings(page)).toEqual([]);
});

it('acceptance 40: HaloPSA is down and no list was read before: what is saved shows by name all the same', async () => {
  const partner = await connectedPartner(portal.system);
  await saveTicketMapping(partner);
  takeDown(portal.system);
  const { page } = await portal.open({ partner, at: FORM, expected: ['503'] });
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).first().waitFor();
  expect(await chosen(page)).toEqual(['Backup Alert', 'Premium (24x7)', 'P2 Degraded']);
});

it('acceptance 28: a choice that HaloPSA does not have any more is refused at its field, which gets the focus', async () => {
  const { page, partner } = await portal.open({
    partner: await connectedPartner(portal.system),
    at: FORM,
    expected: ['422'],
  });
  await page.getByRole('radio', { name: 'Active seats' }).check();
  await choose(page, 'Ticket Type', 'Backup Alert');
  await choose(page, 'Ticket Priority', 'P3 Question');
  portal.system.simulator.control.rights.change({ claims: { Ft: '0' }, ticketTypes: [1] });
  await nextStep(page).click();
  await page.getByText('The agent cannot create tickets of this ticket type. Choose another one.').waitFor();
  await focused(page.locator('[data-path=ticketTypeId]')).waitFor();
  expect(await ticketMappingOf(partner)).toMatchObject({ status: 'notSet' });
});

async function tabTo(page: Page, target: Locator) {
  await target.waitFor();
  const isThere = async () => (await focused(target).count()) > 0;
  for (let steps = 0; steps < 60 && !(await isThere()); steps += 1) await page.keyboard.press('Tab');
  expect(await isThere()).toBe(true);
}

it('acceptance 80: connects and maps tickets by keyboard alone', async () => {
  const { page } = await portal.open({ at: '/integration' });
  const { siteUrl, clientId, clientSecret } = credentialsOf(portal.system);
  await tabTo(page, page.getByRole('link', { name: 'Connect' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('textbox', { name: 'Site URL' }));
  await page.keyboard.type(siteUrl);
  await page.keyboard.press('Tab');
  await page.keyboard.type(clientId);
  await page.keyboard.press('Tab');
  await page.keyboard.type(clientSecret);
  await page.keyboard.press('Enter');
  await page.getByText('HaloPSA is connected').waitFor();
  await tabTo(page, page.getByRole('radio', { name: 'Used seats' }));
  await page.keyboard.press('Space');
  for (const [list, option] of [
    ['Ticket Type', 'Backup Alert'],
    ['Ticket Priority', 'P2 Degraded'],
  ] as const) {
    await tabTo(page, page.getByRole('combobox', { name: list }));
    await page.keyboard.type(option.slice(0, 5));
    await page.getByRole('option', { name: option }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await tabTo(page, nextStep(page));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'Map organizations' }));
});
