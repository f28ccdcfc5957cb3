import { connectedPartner, impatient, mappedPartner, takeDown } from '../journeys/partner';
import { gateOf } from '../journeys/seats';
import { seriousFindings } from './support/axe';
import type { Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal(impatient);
});
afterEach(() => portal.close());
afterAll(() => portal.stop());

it('acceptance 15: the navigation has Integration', async () => {
  const { page } = await portal.open();
  await page.getByRole('link', { name: 'Integration' }).click();
  await page.getByRole('heading', { level: 1, name: 'Integration' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

it('says who is signed in, as what, and where the partner stands', async () => {
  const { page, partner } = await portal.open({ as: { name: 'Grace Hopper', role: 'admin' } });
  await page.getByText('Grace Hopper').waitFor();
  await page.getByText('Admin', { exact: true }).waitFor();
  await page.getByText(`d1 › ${partner.id}`).waitFor();
});

it('remembers light and dark', async () => {
  const { page } = await portal.open();
  const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
  expect(await scheme()).toBe('light');
  await page.getByRole('button', { name: 'Look and sign-out' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Look and sign-out' }).waitFor();
  expect(await scheme()).toBe('dark');
  expect(await seriousFindings(page)).toEqual([]);
});

it('has its navigation in a drawer on a phone, which closes after a choice', async () => {
  const { page } = await portal.open({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Navigation', exact: true }).click();
  await page.getByRole('link', { name: 'Organizations' }).click();
  await page.getByRole('heading', { level: 1, name: 'Organizations' }).waitFor();
  await page.getByRole('link', { name: 'Activity' }).waitFor({ state: 'hidden' });
  const widest = await page.evaluate('document.documentElement.scrollWidth');
  expect(widest).toBe(360);
});

it('finds pages and organizations by Ctrl-K', async () => {
  const partner = await mappedPartner(portal.system);
  const { page } = await portal.open({ partner });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: 'Search pages and organizations' });
  await search.fill('acm');
  await page.getByRole('button', { name: /^Acme/ }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await search.fill('activ');
  await page.getByRole('button', { name: 'Activity' }).waitFor();
  await page.getByRole('button', { name: /^Acme/ }).waitFor({ state: 'hidden' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/activity');
});

it('finds by Ctrl-K what finance may see: the grid, and the seats of an organization', async () => {
  const partner = await mappedPartner(portal.system);
  const { page } = await portal.open({ partner, as: { role: 'finance' } });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: 'Search pages and organizations' });
  await search.fill('manage');
  await page.getByRole('button', { name: 'Manage Connection' }).waitFor();
  await search.fill('acm');
  await page.getByRole('button', { name: /^Acme/ }).click();
  await page.getByRole('dialog', { name: 'Seats of Acme' }).waitFor();
});

it('looks at how things stand no oftener than the api advises, and at once when one comes back to it', async () => {
  const { page } = await portal.open();
  let looks = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/halopsa/live')) looks += 1;
  });
  const look = page.waitForRequest(/\/halopsa\/live$/);
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
  await look;
  expect(looks).toBe(1);
});

it('says at once that there is no network, and of a command that it was not done; nor is it done later', async () => {
  const partner = await connectedPartner(portal.system);
  const expected = ['ERR_INTERNET_DISCONNECTED'];
  const { page, context } = await portal.open({ partner, at: '/integration', expected });
  await page.getByText('Connected', { exact: true }).waitFor();
  await context.setOffline(true);
  const banner = page.getByRole('status', { name: 'HaloPSA' }).getByText('Our server cannot be reached');
  await banner.waitFor();
  await page.getByRole('button', { name: 'Option' }).click();
  await page.getByRole('menuitem', { name: 'Pause sending' }).click();
  await page.getByText('The server cannot be reached. Check your network connection').waitFor();
  await context.setOffline(false);
  await banner.waitFor({ state: 'detached' });
  expect((await gateOf(partner)).status).toBe('open');
});

it('shows the page that is there when one part of it fails, and tries again', async () => {
  const { page } = await portal.open({ expected: ['503'], at: '/nowhere' });
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await takeDown(portal.system);
  await page.route('**/halopsa/live', (route) => route.fulfill({ status: 503, json: {} }));
  await page.getByRole('link', { name: 'Integration' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Integration' }).waitFor();
});
