import {
  connectedPartner,
  impatient,
  map,
  mappedPartner,
  mapping,
  quieten,
  register,
  syncedPartner,
  takeDown,
  target,
  untilCount,
} from '../journeys/partner';
import { seriousFindings } from './support/axe';
import { button, choose, dialog, field, focused, part, tabTo } from './support/people';
import type { Opened, Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
beforeAll(async () => {
  // More of them than one page of a list.
  portal = await startPortal({ ...impatient, simulator: { customers: 120 }, simulators: 8 });
});
afterEach(async () => {
  await portal.close();
  await quieten(portal.system);
});
afterAll(() => portal.stop());

type Page = Opened['page'];

const manage = '/integration/halopsa/manage?organization=o1';

/** How HaloPSA calls what is mapped to. */
function namesOf(index = 0) {
  const { customerId, softwareLicenceId } = target(portal.system, index);
  const { customers, licences } = portal.system.simulator.control;
  return { customer: customers.get(customerId).name, licence: licences.get(softwareLicenceId).name };
}

async function chooseBoth(page: Page, index = 0): Promise<void> {
  const { customer, licence } = namesOf(index);
  await field(page, 'Customer').fill(customer);
  await page.getByRole('option', { name: customer }).click();
  await choose(page, 'Software License', licence);
}

const check = (page: Page) => page.getByText('Connected', { exact: true });
const count = (index = 0) =>
  portal.system.simulator.control.licences.get(target(portal.system, index).softwareLicenceId).count;

it('acceptance 48, 49, 50, 51, 52: two fields, Connect when both are filled, a green check mark, then Unlink', async () => {
  const partner = await connectedPartner(portal.system);
  await register(partner, 'o1');
  const { page } = await portal.open({ partner, at: manage });
  const mappingPart = part(page, 'Mapping');
  await mappingPart.getByText('Choose a Customer.').waitFor();
  expect(await field(page, 'Software License').isDisabled()).toBe(true);
  await field(page, 'Customer').click();
  await page.getByRole('option', { name: 'Show more' }).click();
  await page.getByRole('option').nth(110).waitFor();
  await chooseBoth(page);
  await mappingPart.getByText('Choose a Software License.').waitFor({ state: 'hidden' });
  expect(await button(page, 'Connect').isEnabled()).toBe(true);
  await button(page, 'Clear Software License').click();
  await mappingPart.getByText('Choose a Software License.').waitFor();
  expect(await button(page, 'Connect').isDisabled()).toBe(true);
  await choose(page, 'Software License', namesOf().licence);
  await field(page, 'Customer').fill(namesOf(1).customer);
  await page.getByRole('option', { name: namesOf(1).customer }).click();
  await mappingPart.getByText('It was cleared: licenses belong to one Customer.').waitFor();
  expect(await field(page, 'Software License').inputValue()).toBe('');
  await chooseBoth(page);
  expect(await button(page, 'Unlink').count()).toBe(0);
  const before = count();
  await button(page, 'Connect').click();
  await check(page).waitFor();
  await button(page, 'Unlink').waitFor();
  expect(count()).toBe(before);
  expect(await seriousFindings(page)).toEqual([]);
});

it('acceptance 48: the keyboard alone searches, picks and connects', async () => {
  const partner = await connectedPartner(portal.system);
  await register(partner, 'o1');
  const { page } = await portal.open({ partner, at: manage });
  const { customer } = namesOf();
  await field(page, 'Customer').focus();
  await page.keyboard.type(customer.slice(0, 8));
  await page.getByRole('option', { name: customer }).and(page.locator('[data-combobox-selected]')).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await focused(field(page, 'Software License')).waitFor();
  await pickFirst(page);
  await page.keyboard.press('Escape');
  await page.getByText('Choose a Software License.').waitFor();
  await pickFirst(page);
  await tabTo(page, button(page, 'Connect'));
  await page.keyboard.press('Enter');
  await check(page).waitFor();
});

/** In the list of the field that has the focus. */
async function pickFirst(page: Page): Promise<void> {
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

it('acceptance 54: an organization of another PSA is refused, with its name, and what was chosen stays', async () => {
  const partner = await connectedPartner(portal.system);
  await register(partner, 'o1', { otherPsa: 'Autotask' });
  const { page } = await portal.open({ partner, at: manage, expected: ['409'] });
  await chooseBoth(page);
  await button(page, 'Connect').click();
  await page.getByRole('alert').getByText('Acme is already mapped to Autotask. Unlink it there first.').waitFor();
  expect(await field(page, 'Software License').inputValue()).toBe(namesOf().licence);
});

it('acceptance 56: who saves second is told what changed, and sees it', async () => {
  const partner = await connectedPartner(portal.system);
  await register(partner, 'o1');
  const { page } = await portal.open({ partner, at: manage, expected: ['409'] });
  await chooseBoth(page, 1);
  expect(await map(partner, 'o1', target(portal.system))).toMatchObject({ status: 200 });
  await button(page, 'Connect').click();
  const { customer, licence } = namesOf();
  await page.getByRole('alert').getByText(`Ada mapped it to ${customer}, ${licence} meanwhile.`).waitFor();
  await part(page, 'Mapping').getByText(`Mapped to ${customer}, ${licence}.`, { exact: true }).waitFor();
  expect(await field(page, 'Customer').inputValue()).toBe(namesOf(1).customer);
  // Now that it has been seen, it may be changed.
  await button(page, 'Connect').click();
  await button(page, 'Change mapping').click();
  await part(page, 'Mapping')
    .getByText(`Mapped to ${namesOf(1).customer}, ${namesOf(1).licence}.`, { exact: true })
    .waitFor();
});

it('acceptance 57: in an outage there are the last choices with their age, and Connect saves what is checked later', async () => {
  const partner = await connectedPartner(portal.system);
  await register(partner, 'o1');
  const { customerId } = target(portal.system);
  await partner.call('GET', '/halopsa/choices/customers');
  await partner.call('GET', `/halopsa/choices/software-licences?customerId=${customerId}`);
  takeDown(portal.system);
  const { page } = await portal.open({ partner, at: manage });
  await part(page, 'Mapping').getByText('HaloPSA gave these choices').waitFor();
  await choose(page, 'Customer', namesOf().customer);
  await choose(page, 'Software License', namesOf().licence);
  await button(page, 'Connect').click();
  await part(page, 'Mapping').getByText('Saved. It is checked as soon as HaloPSA answers.').waitFor();
  expect(await check(page).count()).toBe(0);
  portal.system.simulator.control.faults.clear();
  await check(page).waitFor();
});

it('acceptance 59, 60, 61: both ways lead to the same page in the same state, where Connect waits for a change, which is not left unasked', async () => {
  const partner = await mappedPartner(portal.system);
  const { page } = await portal.open({ partner, at: manage });
  const seen = async () => {
    await part(page, 'Mapping').getByText('Nothing has changed.').waitFor();
    expect(await button(page, 'Connect').isDisabled()).toBe(true);
    return [await field(page, 'Customer').inputValue(), await field(page, 'Software License').inputValue()];
  };
  const { customer, licence } = namesOf();
  expect(await seen()).toEqual([customer, licence]);
  await page.getByRole('link', { name: 'Organizations' }).click();
  await button(page, 'Menu of Acme').click();
  await page.getByRole('menuitem', { name: 'View Integration' }).click();
  await page.getByRole('link', { name: 'Manage', exact: true }).click();
  expect(await seen()).toEqual([customer, licence]);
  const address = page.url();
  await choose(page, 'Customer', namesOf(1).customer);
  await page.getByRole('link', { name: 'Organizations' }).click();
  await dialog(page, 'Leave without saving?').waitFor();
  await button(page, 'Stay').click();
  expect(await field(page, 'Customer').inputValue()).toBe(namesOf(1).customer);
  await page.getByRole('navigation').getByRole('link', { name: 'Integration' }).click();
  await button(page, 'Leave').click();
  await part(page, 'HaloPSA').getByRole('link', { name: 'Manage Connection' }).click();
  await page.getByRole('link', { name: /Acme/ }).click();
  expect(await seen()).toEqual([customer, licence]);
  expect(page.url()).toBe(address);
});

it('acceptance 62, 53: another licence is confirmed with both names; Unlink asks, and leaves the count', async () => {
  const partner = await syncedPartner(portal.system);
  const { softwareLicenceId } = target(portal.system, 1);
  portal.system.simulator.control.licences.change(softwareLicenceId, { count: 5 });
  const { page } = await portal.open({ partner, at: manage });
  await chooseBoth(page, 1);
  await button(page, 'Connect').click();
  const asked = dialog(page, 'Change the mapping of Acme?');
  const [old, next] = [namesOf(), namesOf(1)];
  await asked.getByText(`From ${old.customer}, ${old.licence}`).waitFor();
  await asked.getByText(`to ${next.customer}, ${next.licence}`).waitFor();
  await asked.getByText(`Seats that are sent from now on go to ${next.licence}. ${old.licence} is left`).waitFor();
  await asked.getByText('with the count that it has (3).').waitFor();
  // What the page tells from now on it has looked at itself: both parts of it say the same.
  await page.route('**/halopsa/live', () => undefined);
  await button(page, 'Change mapping').click();
  await page.getByText(`${old.customer}, ${old.licence} → ${next.customer}, ${next.licence}`).waitFor();
  expect((await mapping(partner, 'o1')).body).toMatchObject({ target: target(portal.system, 1) });

  expect(await untilCount(portal.system, softwareLicenceId, 3)).toBe(3);
  await part(page, 'Seats').getByText('In sync: HaloPSA holds 3.').waitFor();

  await button(page, 'Unlink').click();
  await dialog(page, 'Unlink Acme?').getByText('stays as it is (3).').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page, 'Unlink Acme?').waitFor({ state: 'hidden' });
  await focused(button(page, 'Unlink')).waitFor();
  expect(await check(page).count()).toBe(1);
  await button(page, 'Unlink').click();
  await dialog(page, 'Unlink Acme?').getByRole('button', { name: 'Unlink' }).click();
  await part(page, 'Mapping').getByText('Not mapped to a Customer in HaloPSA.').waitFor();
  expect(await field(page, 'Customer').inputValue()).toBe('');
  expect(await check(page).count()).toBe(0);
  expect(count(1)).toBe(3);
});
