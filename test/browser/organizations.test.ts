import { aPartner, connectedPartner, impatient, mapping, quieten, register, takeDown } from '../journeys/partner';
import { seriousFindings } from './support/axe';
import { button, dialog, focused, part } from './support/people';
import type { Opened, Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal(impatient);
});
afterEach(async () => {
  await portal.close();
  await quieten(portal.system);
});
afterAll(() => portal.stop());

type Page = Opened['page'];

const row = (page: Page, name: string) => page.getByRole('row', { name });

async function create(page: Page, name: string): Promise<void> {
  await button(page, 'New organization').click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Used' }).fill('7');
  await button(page, 'Create').click();
}

/** As the list has them. */
const registered = async ({ partner }: Pick<Opened, 'partner'>) =>
  [(await partner.call('GET', '/organizations')).body.items].flat().map(Object);

it('acceptance 42: with nothing connected an organization is created, and there is no pop-up', async () => {
  const { page, partner } = await portal.open({ at: '/organizations' });
  await page.getByText('No organizations yet').waitFor();
  await button(page, 'New organization').click();
  await page.getByText('Give it a name first.').waitFor();
  expect(await button(page, 'Create').isDisabled()).toBe(true);
  const name = 'Ünïted <script>alert(1)</script> & Co';
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await button(page, 'Create').dblclick();
  await dialog(page, 'New organization').waitFor({ state: 'hidden' });
  await row(page, name).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  const items = await registered({ partner });
  expect(items).toMatchObject([{ name, organizationId: expect.stringMatching(/^united-script-alert-1-[a-z0-9-]+$/) }]);
  expect(await seriousFindings(page)).toEqual([]);
});

it('acceptance 43, 44, 45: the pop-up lists HaloPSA, and its Manage opens Manage Connection of the new organization', async () => {
  const partner = await connectedPartner(portal.system);
  const { page } = await portal.open({ partner, at: '/organizations' });
  await create(page, 'Initech');
  await dialog(page, 'Integrations of Initech').waitFor();
  await part(page, 'HaloPSA').getByText('Connected to').waitFor();
  await part(page, 'HaloPSA').getByText('Not mapped to a Customer in HaloPSA.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Manage', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Initech' }).waitFor();
  expect(page.url()).toMatch(/\/integration\/halopsa\/manage\?organization=initech-/);
});

it('acceptance 46, 47: while HaloPSA is down an organization is created, and the pop-up says how HaloPSA is', async () => {
  const partner = await connectedPartner(portal.system);
  takeDown(portal.system);
  await register(partner, 'o1');
  await partner.call('PUT', '/organizations/o1/halopsa/mapping', { body: { customerId: 1, softwareLicenceId: 1 } });
  const { page } = await portal.open({ partner, at: '/organizations' });
  await create(page, 'Initech');
  await part(page, 'HaloPSA').getByText('HaloPSA cannot be used at the moment.').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page, 'Integrations of Initech').waitFor({ state: 'hidden' });
  await focused(button(page, 'New organization')).waitFor();
  await row(page, 'Initech').getByText('Not mapped').last().waitFor();
  const { organizationId } = (await registered({ partner })).find(({ name }) => name === 'Initech') ?? {};
  expect((await mapping(partner, organizationId)).body).toMatchObject({ status: 'unmapped' });
});

it('acceptance 58: the row menu has View Integration, and the focus comes back to it', async () => {
  const partner = await connectedPartner(portal.system);
  await register(partner, 'o1');
  const { page } = await portal.open({ partner, at: '/organizations' });
  await button(page, 'Menu of Acme').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'View Integration' }).press('Enter');
  await dialog(page, 'Integrations of Acme').waitFor();
  expect(new URL(page.url()).search).toBe('?integrations=o1');
  await page.keyboard.press('Escape');
  await dialog(page, 'Integrations of Acme').waitFor({ state: 'hidden' });
  await focused(button(page, 'Menu of Acme')).waitFor();
  await page.goBack();
  await page.goForward();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'View Integration' }).press('Enter');
  await page.getByRole('link', { name: 'Manage', exact: true }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Acme' }).waitFor();
});

it('what was typed survives an error, and is not left without being asked', async () => {
  const partner = await aPartner(portal.system);
  const { page } = await portal.open({ partner, at: '/organizations', expected: ['ERR_FAILED'] });
  await page.route('**/organizations/*', (route) => route.abort());
  await create(page, 'Initech');
  await page.getByRole('alert').getByText('The server cannot be reached.').waitFor();
  await button(page, 'Cancel').click();
  await dialog(page, 'Leave without saving?').waitFor();
  await button(page, 'Stay').click();
  expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Initech');
  expect(await page.getByRole('textbox', { name: 'Used' }).inputValue()).toBe('7');
  await page.unroute('**/organizations/*');
  await button(page, 'Create').click();
  await row(page, 'Initech').waitFor();
  expect(await registered({ partner })).toMatchObject([{ name: 'Initech', report: { seats: { used: 7 } } }]);
});

it('warns before there are two organizations of one name, leads to the other one, and creates it all the same', async () => {
  const partner = await aPartner(portal.system);
  await register(partner, 'o1');
  const { page } = await portal.open({ partner, at: '/organizations', dark: true });
  await create(page, ' ACME ');
  const warning = page.getByRole('alert').filter({ hasText: 'There is an organization of this name already: Acme.' });
  await warning.waitFor();
  expect(await warning.getByRole('link', { name: 'Open it' }).getAttribute('href')).toMatch(/\?organization=o1$/);
  expect(await registered({ partner })).toHaveLength(1);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Name' }).fill('Acme 2');
  await warning.waitFor({ state: 'hidden' });
  await page.getByRole('textbox', { name: 'Name' }).fill('Acme');
  await button(page, 'Create all the same').click();
  await dialog(page, 'New organization').waitFor({ state: 'hidden' });
  expect(await registered({ partner })).toMatchObject([{ name: 'Acme' }, { name: 'Acme' }]);
});

it('search and page are in the address: Reload and Back bring them again', async () => {
  const partner = await aPartner(portal.system);
  for (const [id, name] of Object.entries({ o1: 'Acme', o2: 'Initech', o3: 'Initrode' })) {
    await register(partner, id, { name });
  }
  const { page } = await portal.open({ partner, at: '/integration' });
  await page.route('**/organizations?*', (route) => route.continue({ url: `${route.request().url()}&limit=1` }));
  await page.getByRole('link', { name: 'Organizations' }).click();
  await page.getByRole('searchbox').fill('init');
  await row(page, 'Initech').waitFor();
  await page.getByRole('link', { name: 'Next page' }).click();
  await row(page, 'Initrode').waitFor();
  await page.reload();
  await row(page, 'Initrode').waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('init');
  await page.goBack();
  await row(page, 'Initech').waitFor();
  await page.getByRole('searchbox').fill('nobody');
  await page.getByText('No organization matches “nobody”.').waitFor();
  await button(page, 'Clear search').last().click();
  await row(page, 'Acme').waitFor();
});

it('finance sees seats, and no actions', async () => {
  const partner = await aPartner(portal.system);
  await register(partner, 'o1');
  const { page } = await portal.open({ partner, as: { role: 'finance' }, at: '/organizations' });
  await button(page, 'Menu of Acme').click();
  expect(await page.getByRole('menuitem').allTextContents()).toEqual(['View seats']);
  await page.getByRole('menuitem', { name: 'View seats' }).click();
  await dialog(page, 'Seats of Acme').getByText('No seats are sent').waitFor();
  expect(await page.getByRole('button', { name: /New organization|Sync now|Preview/ }).count()).toBe(0);
});
