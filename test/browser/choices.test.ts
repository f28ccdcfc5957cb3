import { eventually } from '../api/running-api';
import {
  connectedPartner,
  connection,
  impatient,
  itemsOf,
  map,
  mappedPartner,
  quieten,
  register,
  takeDown,
  target,
} from '../journeys/partner';
import { mappedCount } from '../journeys/seats';
import { seriousFindings } from './support/axe';
import { button, choose, field, focused, part } from './support/people';
import type { Opened, Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
beforeAll(async () => {
  const simulator = { customers: 20, licencesPerCustomer: 2 };
  portal = await startPortal({ ...impatient, simulator, simulators: 5 });
});
afterEach(async () => {
  await portal.close();
  await quieten(portal.system);
});
afterAll(() => portal.stop());

type Page = Opened['page'];

const manage = (organizationId: string) => `/integration/halopsa/manage?organization=${organizationId}`;
const halo = () => portal.system.simulator.control;
const check = (page: Page) => page.getByText('Connected', { exact: true });

/** Names the `index`-th Customer in HaloPSA, and its two Software Licenses. */
function nameCustomer(index: number, name: string) {
  const { customerId } = target(portal.system, index);
  halo().customers.change(customerId, { name });
  const licences = halo().licences.list();
  const ids = licences.filter(({ client_id }) => client_id === customerId).map(({ id }) => id);
  const names = ['Files backup', 'Mail backup'] as const;
  for (const [place, id] of ids.entries()) halo().licences.change(id, { name: names[place] ?? name });
  return { customerId, ids };
}

/** How often HaloPSA was searched for Customers of this name, and has answered. */
const searches = async (name: string) =>
  halo()
    .requests.report()
    .recent.filter(({ query, status }) => status !== null && query.includes(`search=${name}`)).length;

it('acceptance 9: a mapped Customer that the agent may not see any more is not accessible, never deleted; only the others are there to choose', async () => {
  const partner = await mappedPartner(portal.system);
  await mappedCount(partner, 1);
  const [hidden, shown] = [target(portal.system), target(portal.system, 1)].map(
    ({ customerId }) => halo().customers.get(customerId).name,
  );
  halo().rights.change({ claims: { Fc: '0' }, customers: [target(portal.system, 1).customerId] });
  expect((await partner.call('POST', '/halopsa/seat-sync/run', { body: {} })).status).toBe(202);
  const broken = () => partner.call('GET', '/organizations?mapping=needsAttention');
  expect(itemsOf((await eventually(broken, ({ body }) => itemsOf(body).length === 1)).body)).toHaveLength(1);
  const { page } = await portal.open({ partner, at: '/integration/halopsa/manage' });
  await page.getByRole('row', { name: 'Acme' }).getByText('Broken', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Review Acme' }).click();
  const says = part(page, 'Mapping').getByRole('status').first();
  await says.getByText('The agent may not see this').waitFor();
  expect(await says.textContent()).not.toMatch(/deleted|does not have/);
  expect(await field(page, 'Customer').inputValue()).toBe(hidden);
  await field(page, 'Customer').click();
  await page.getByRole('option').first().waitFor();
  expect(await page.getByRole('option').allTextContents()).toEqual([shown]);
});

it('acceptance 56: a Software License that another organization has is shown as taken, by whom; one that it gets meanwhile is refused', async () => {
  const { customerId, ids } = nameCustomer(0, 'Initech');
  const partner = await mappedPartner(portal.system);
  for (const organizationId of ['o2', 'o3']) await register(partner, organizationId, { name: organizationId });
  const { page } = await portal.open({ partner, at: manage('o2'), expected: ['422'] });
  await choose(page, 'Customer', 'Initech');
  await field(page, 'Software License').click();
  const taken = page.getByRole('option', { name: /Files backup.*Taken by Acme/ });
  await taken.waitFor();
  expect(await taken.isDisabled()).toBe(true);
  await page.keyboard.press('ArrowDown');
  await taken.and(page.locator('[data-combobox-selected]')).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  expect(await field(page, 'Software License').inputValue()).toBe('Mail backup');

  expect((await map(partner, 'o3', { customerId, softwareLicenceId: ids[1] })).status).toBe(200);
  await button(page, 'Connect').click();
  await page.getByText('o3 is mapped to this Software Licence already.').last().waitFor();
  await focused(field(page, 'Software License')).waitFor();
  await field(page, 'Software License').click();
  await page.getByRole('option', { name: /Mail backup.*Taken by o3/ }).waitFor();
});

it('a Software License that one organization gives back can be chosen for another one at once', async () => {
  nameCustomer(0, 'Initech');
  const partner = await mappedPartner(portal.system);
  await register(partner, 'o2', { name: 'Globex' });
  const { page } = await portal.open({ partner, at: manage('o2') });
  await choose(page, 'Customer', 'Initech');
  await field(page, 'Software License').click();
  await page.getByRole('option', { name: /Taken by Acme/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Manage Connection' }).click();
  await button(page, 'Leave').click();
  await page.getByRole('link', { name: /Acme/ }).click();
  await button(page, 'Unlink').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
  await part(page, 'Mapping').getByText('Not mapped to a Customer in HaloPSA.').waitFor();
  await page.getByRole('link', { name: 'Manage Connection' }).click();
  await page.getByRole('link', { name: /Globex/ }).click();
  await choose(page, 'Customer', 'Initech');
  await choose(page, 'Software License', 'Files backup');
  await button(page, 'Connect').click();
  await check(page).waitFor();
});

it('offers the one Customer of the same name, then its one free Software License; nothing is chosen by itself', async () => {
  nameCustomer(0, 'INITECH');
  const partner = await mappedPartner(portal.system);
  await register(partner, 'o2', { name: ' initech ' });
  const { page } = await portal.open({ partner, at: manage('o2') });
  await page.getByText('HaloPSA has a Customer of this name.').waitFor();
  expect(await field(page, 'Customer').inputValue()).toBe('');
  expect(await seriousFindings(page)).toEqual([]);
  await button(page, 'Choose INITECH').click();
  await page.getByText('One Software License of this Customer is free.').waitFor();
  expect(await field(page, 'Customer').inputValue()).toBe('INITECH');
  expect(await field(page, 'Software License').inputValue()).toBe('');
  await button(page, 'Choose Mail backup').click();
  await button(page, 'Connect').click();
  await check(page).waitFor();
  expect(await searches('initech')).toBe(1);
});

it('offers nothing where two Customers are called so, or two Software Licenses are free, and searches nothing in an outage', async () => {
  for (const index of [0, 1]) nameCustomer(index, 'Initech');
  nameCustomer(2, 'Globex');
  const partner = await connectedPartner(portal.system);
  for (const name of ['Initech', 'Globex', 'Acme']) await register(partner, name, { name });
  const { page } = await portal.open({ partner, at: manage('Initech') });
  const offers = page.getByRole('button', { name: /^Choose / });
  expect(await eventually(() => searches('Initech'), Boolean)).toBe(1);
  await field(page, 'Customer').click();
  await page.getByRole('option', { name: 'Initech' }).nth(1).waitFor();
  expect(await offers.count()).toBe(0);
  await choose(page, 'Customer', 'Initech');
  await field(page, 'Software License').click();
  await page.getByRole('option', { name: 'Mail backup' }).waitFor();
  expect(await offers.count()).toBe(0);

  takeDown(portal.system);
  await map(partner, 'Acme', target(portal.system));
  await eventually(
    () => connection(partner),
    ({ body }) => Object(body.gate).status === 'waitingForHalo',
  );
  const other = await portal.open({ partner, at: manage('Globex') });
  await other.page.getByText('HaloPSA gave these choices').waitFor();
  expect(await searches('Globex')).toBe(0);
});
