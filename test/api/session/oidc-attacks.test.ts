import { createSealer } from '../../../vault';
import type { RunningApi } from '../running-api';
import { startApi, testVault } from '../running-api';
import type { Browser } from './browser';
import { createBrowser, signedIn } from './browser';
import type { ForgedProvider } from './forged-provider';
import { startForgedProvider } from './forged-provider';
import type { IdentityProvider } from './identity-provider';
import {
  client,
  comeBack,
  problemOf,
  reserveIssuer,
  startProvider,
  startSignIn,
  walkThrough,
} from './identity-provider';

const isSignedIn = async (browser: Browser) => (await browser.call('GET', '/v1/session')).status === 200;

describe('what comes back from the provider', () => {
  let api: RunningApi;
  let provider: IdentityProvider;
  beforeAll(async () => {
    const issuer = await reserveIssuer();
    api = await startApi({ signIn: { oidc: { issuer, ...client } } });
    provider = await startProvider(issuer, api.url);
  });
  afterAll(async () => {
    await api.close();
    await provider.close();
  });

  const sealing = (purpose: string) => createSealer({ keys: testVault('').keys, purpose });

  /** Has signed in at the provider, and is about to come back. */
  async function leaving() {
    const browser = createBrowser(api);
    return { browser, back: await walkThrough(await startSignIn(browser)) };
  }

  async function expectRefused(browser: Browser, back: URL, problem: string) {
    expect(problemOf(await comeBack(browser, back))).toBe(problem);
    expect(await isSignedIn(browser)).toBe(false);
  }

  it('signs in', async () => {
    const { browser, back } = await leaving();
    await comeBack(browser, back);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('is nothing to a browser that did not leave for it', async () => {
    const { back } = await leaving();
    await expectRefused(createBrowser(api), back, 'expired');
  });

  it('is nothing to a browser that left for another sign-in', async () => {
    const [own, foreign] = [await leaving(), await leaving()];
    await expectRefused(own.browser, foreign.back, 'refused');
  });

  it('is nothing with another state', async () => {
    const { browser, back } = await leaving();
    back.searchParams.set('state', 'x'.repeat(43));
    await expectRefused(browser, back, 'refused');
  });

  it('is nothing with a code that another browser was given', async () => {
    const [own, foreign] = [await leaving(), await leaving()];
    own.back.searchParams.set('code', foreign.back.searchParams.get('code') ?? '');
    await expectRefused(own.browser, own.back, 'refused');
  });

  it('is nothing from another issuer', async () => {
    const { browser, back } = await leaving();
    back.searchParams.set('iss', 'https://evil.example');
    await expectRefused(browser, back, 'refused');
  });

  it('counts once', async () => {
    const { browser, back } = await leaving();
    const copy = new Map(browser.jar);
    await comeBack(browser, back);
    expect(problemOf(await comeBack(browser, back))).toBe('expired');
    const thief = createBrowser(api);
    for (const [name, value] of copy) thief.jar.set(name, value);
    await expectRefused(thief, back, 'refused');
  });

  it('shows nothing of what was written into it', async () => {
    const { browser, back } = await leaving();
    back.searchParams.delete('code');
    back.searchParams.set('error', 'server_error');
    back.searchParams.set('error_description', '<script>alert(1)</script>');
    await expectRefused(browser, back, 'refused');
  });

  it.each<[string, () => Promise<string>]>([
    ['is older than 10 minutes', () => seal('sign-in', new Date(Date.now() - 1_000))],
    ['is a session', async () => (await signedIn(api)).jar.get('halopsa-portal-session') ?? ''],
    ['is sealed for another purpose', () => seal('session', new Date(Date.now() + 60_000))],
    ['is nothing', async () => 'x'],
  ])('is nothing when what the browser kept %s', async (_name, kept) => {
    const { browser, back } = await leaving();
    browser.jar.set('halopsa-portal-sign-in', await kept());
    await expectRefused(browser, back, 'expired');
  });
  const seal = (purpose: string, until: Date) =>
    sealing(purpose).seal({ state: 's', nonce: 'n', verifier: 'v'.repeat(43), returnTo: '/' }, until);

  it('is nothing when two were kept', async () => {
    const { browser, back } = await leaving();
    const cookie = `halopsa-portal-sign-in=${browser.jar.get('halopsa-portal-sign-in')}`;
    const reply = await browser.call('GET', back.pathname + back.search, {
      headers: { cookie: `${cookie}; ${cookie}` },
    });
    expect(problemOf(reply)).toBe('expired');
  });

  it('is no session before it has come back', async () => {
    const { browser } = await leaving();
    browser.jar.set('halopsa-portal-session', browser.jar.get('halopsa-portal-sign-in') ?? '');
    expect(await isSignedIn(browser)).toBe(false);
  });
});

describe('an ID token', () => {
  let api: RunningApi;
  let forged: ForgedProvider;
  beforeAll(async () => {
    const issuer = await reserveIssuer();
    api = await startApi({ signIn: { oidc: { issuer, ...client } } });
    forged = await startForgedProvider(issuer);
  });
  afterAll(async () => {
    await api.close();
    await forged.close();
  });

  it.each([
    ['that is right signs in', {}, undefined],
    ['for another application does not', { audience: 'another' }, 'refused'],
    ['of another sign-in does not', { nonce: 'n' }, 'refused'],
    ['of another issuer does not', { issuer: 'https://evil.example' }, 'refused'],
    ['that has expired does not', { expires: '-5m' }, 'refused'],
    ['signed with another key does not', { foreign: true }, 'refused'],
  ])('%s', async (_name, idToken, problem) => {
    const browser = createBrowser(api);
    const { searchParams } = new URL(await startSignIn(browser));
    forged.nonce = searchParams.get('nonce') ?? '';
    forged.idToken = idToken;
    const back = new URL(`${api.url}/v1/session/callback?code=c&state=${searchParams.get('state')}`);
    expect(problemOf(await comeBack(browser, back))).toBe(problem);
    expect(await isSignedIn(browser)).toBe(problem === undefined);
  });
});
