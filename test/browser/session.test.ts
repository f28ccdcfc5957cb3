import { randomUUID } from 'node:crypto';
import type { IdentityProvider } from '../api/session/identity-provider';
import { client, reserveIssuer, startProvider } from '../api/session/identity-provider';
import { seriousFindings } from './support/axe';
import { lookAgain } from './support/look-again';
import { button, dialog } from './support/people';
import type { Opened, Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
let provider: IdentityProvider;
/** Another site than the portal's, to a browser: a port makes no other one of 127.0.0.1. */
let issuer: URL;
beforeAll(async () => {
  const { port } = await reserveIssuer();
  issuer = new URL(`http://localhost:${port}`);
  portal = await startPortal({ signIn: { oidc: { issuer, ...client } } });
  provider = await startProvider(issuer, portal.system.api.url);
  provider.asks = true;
});
afterEach(() => portal.close());
afterAll(async () => {
  await portal.stop();
  await provider.close();
});

const codeFor = (partner: string) =>
  portal.system.api.tokens.sign(
    { partner, partner_path: ['d1', partner], jti: randomUUID() },
    { typ: 'link+jwt', issuedAt: Date.now() / 1000 },
  );

async function signOut(page: Opened['page']): Promise<void> {
  await button(page, 'Look and sign-out').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}

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
  await signOut(page);
  await page.getByText('You are signed out.').waitFor();
  await context.addCookies([cookie ?? { name: '', value: '', url: portal.system.api.url }]);
  await page.goto(`${portal.system.api.url}/integration`);
  await page.getByText('npm run --silent link').waitFor();
});

it('says so when a sign-out does not work, and when the ways to sign in cannot be read', async () => {
  const { page, context } = await portal.open({ expected: ['401', '503', 'ERR_FAILED'] });
  await page.route('**/v1/session', (route) =>
    route.request().method() === 'DELETE' ? route.abort() : route.fallback(),
  );
  await signOut(page);
  const told = page.getByRole('alert').filter({ hasText: 'You are still signed in.' });
  await told.getByText('The server cannot be reached.').waitFor();
  await page.unroute('**/v1/session');
  await page.route('**/v1/session/sign-in', (route) => route.fulfill({ status: 503, json: {} }));
  await context.clearCookies();
  await page.reload();
  const failed = page.getByRole('alert').filter({ hasText: 'The server answered 503.' });
  await failed.waitFor();
  await page.unroute('**/v1/session/sign-in');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('npm run --silent link').waitFor();
});

it('keeps what was typed when a session ends, and goes on after a sign-in in another tab', async () => {
  const { page, context, partner } = await portal.open({ at: '/organizations?new', expected: ['401'] });
  await page.getByRole('textbox', { name: 'Name' }).fill('typed-before');
  await context.clearCookies();
  await lookAgain(page);

  const signedOut = dialog(page, 'You are signed out');
  await signedOut.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  // It stands above the dialog in which was typed, which is not left by it.
  await button(page, 'I have signed in').click();
  await signedOut.getByRole('alert').getByText('You are not signed in yet.').waitFor();
  await page.keyboard.press('Escape');
  expect(await dialog(page, 'Leave without saving?').count()).toBe(0);
  const other = await context.newPage();
  await other.goto(`${portal.system.api.url}/integration#code=${await codeFor(partner.id)}`);
  await other.getByRole('heading', { level: 1 }).waitFor();
  await button(page, 'I have signed in').click();
  await signedOut.waitFor({ state: 'hidden' });
  expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('typed-before');
});

it('is a session of the page alone: a script cannot read it, another site cannot send it', async () => {
  const { page, context } = await portal.open();
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: 'halopsa-portal-session', httpOnly: true, sameSite: 'Strict' });
  expect(await page.evaluate('document.cookie')).toBe('');
});

it('leads from the provider back to where one was, and never to a page for who is signed out', async () => {
  const signInLink = async (at: string) => {
    const { page } = await portal.open({ as: null, at, expected: ['401'] });
    return page.getByRole('link', { name: 'Sign in' }).getAttribute('href');
  };
  expect(await signInLink('/activity?page=2')).toBe('/v1/session/start?return=%2Factivity%3Fpage%3D2');
  expect(await signInLink('/signed-out?problem=denied')).toBe('/v1/session/start?return=%2F');
  const { page } = await portal.open({ at: '/signed-out' });
  await page.waitForURL('**/integration');
  await page.goto(`${portal.system.api.url}/signed-in`);
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
});

it('signs in at the provider, and comes back to where one was; signed out there, too, the page that was open says so', async () => {
  const { page, context } = await portal.open({
    as: null,
    at: '/activity?page=2',
    expected: ['401'],
    elsewhere: issuer,
  });
  await page.getByRole('link', { name: 'Sign in' }).click();
  await button(page, 'Continue').click();
  await page.getByText('Grace', { exact: true }).waitFor();
  expect(page.url()).toBe(`${portal.system.api.url}/activity?page=2`);

  const other = await context.newPage();
  await other.goto(portal.system.api.url);
  await signOut(other);
  await button(other, 'Sign out').click();
  await other.getByText('You are signed out.').waitFor();
  await lookAgain(page);
  const signedOut = dialog(page, 'You are signed out');
  const [again] = await Promise.all([
    page.waitForEvent('popup'),
    signedOut.getByRole('link', { name: 'Sign in' }).click(),
  ]);
  await button(again, 'Continue').click();
  await again.getByText('Close this tab and go on in the other one').waitFor();
  await button(page, 'I have signed in').click();
  await signedOut.waitFor({ state: 'hidden' });
});
