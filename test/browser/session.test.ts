import { randomUUID } from 'node:crypto';
import { seriousFindings } from './support/axe';
import type { Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
});
afterEach(() => portal.close());
afterAll(() => portal.stop());

const codeFor = (partner: string) =>
  portal.system.api.tokens.sign(
    { partner, partner_path: ['d1', partner], jti: randomUUID() },
    { typ: 'link+jwt', issuedAt: Date.now() / 1000 },
  );

it('opens the portal by a link, once, and takes the code out of the address', async () => {
  const code = await codeFor('p-link');
  const { page } = await portal.open({ as: null, at: `/organizations#code=${code}` });
  await page.getByRole('heading', { level: 1, name: 'Organizations' }).waitFor();
  expect(page.url()).toBe(`${portal.system.api.url}/organizations`);
  const again = await portal.open({ as: null, at: `/organizations#code=${code}`, expected: ['401'] });
  await again.page.getByRole('alert').getByText('This link was used').waitFor();
  expect(await seriousFindings(again.page)).toEqual([]);
});

it('says to who is not signed in how to sign in', async () => {
  const { page } = await portal.open({ as: null, at: '/activity', expected: ['401'] });
  await page.getByText('npm run --silent link').waitFor();
  expect(await page.getByRole('navigation').count()).toBe(0);
});

it('signs out, and the cookie opens nothing any more', async () => {
  const { page, context } = await portal.open({ expected: ['401'] });
  const [cookie] = await context.cookies();
  await page.getByRole('button', { name: 'Look and sign-out' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('npm run --silent link').waitFor();
  await context.addCookies([cookie ?? { name: '', value: '', url: portal.system.api.url }]);
  await page.goto(`${portal.system.api.url}/integration`);
  await page.getByText('npm run --silent link').waitFor();
});

it('keeps what was typed when a session ends, and goes on after a sign-in in another tab', async () => {
  const { page, context, partner } = await portal.open({ at: '/integration/halopsa/connect', expected: ['401'] });
  await page.getByLabel('Client ID').fill('typed-before');
  await context.clearCookies();
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");

  await page.getByRole('dialog', { name: 'You are signed out' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const other = await context.newPage();
  await other.goto(`${portal.system.api.url}/integration#code=${await codeFor(partner.id)}`);
  await other.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('button', { name: 'I have signed in' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await page.getByLabel('Client ID').inputValue()).toBe('typed-before');
});

it('is a session of the page alone: a script cannot read it, another site cannot send it', async () => {
  const { page, context } = await portal.open();
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: 'halopsa-portal-session', httpOnly: true, sameSite: 'Strict' });
  expect(await page.evaluate('document.cookie')).toBe('');
});

it('leads from the provider back to where one was, and never to a page for who is signed out', async () => {
  const ways = { oidc: true, link: false };
  const signInLink = async (at: string) => {
    const { page, context } = await portal.open({ as: null, expected: ['401'] });
    await context.route('**/v1/session/sign-in', (route) => route.fulfill({ json: ways }));
    await page.goto(`${portal.system.api.url}${at}`);
    return page.getByRole('link', { name: 'Sign in' }).getAttribute('href');
  };
  expect(await signInLink('/activity?page=2')).toBe('/v1/session/start?return=%2Factivity%3Fpage%3D2');
  expect(await signInLink('/signed-out?problem=denied')).toBe('/v1/session/start?return=%2F');
  const { page } = await portal.open({ at: '/signed-out' });
  await page.waitForURL('**/integration');
  await page.goto(`${portal.system.api.url}/signed-in`);
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
});
