import type { Page } from 'playwright-core';
import { closedAddress } from '../api/running-api';
import { connectedPartner, connection, credentialsOf, quieten, secretsOf, takeDown } from '../journeys/partner';
import type { System } from '../support/system';
import { seriousFindings } from './support/axe';
import { focused } from './support/people';
import type { Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
/** Where no server is. */
let closed: string;
beforeAll(async () => {
  closed = await closedAddress();
  portal = await startPortal({ timings: { answerWithinSeconds: 3 }, allowedHosts: [closed] });
});
afterEach(async () => {
  await portal.close();
  await quieten(portal.system);
});
afterAll(() => portal.stop());

const FORM = '/integration/halopsa/connect';

const fieldsOf = (page: Page) => ({
  siteUrl: page.getByRole('textbox', { name: 'Site URL' }),
  clientId: page.getByRole('textbox', { name: 'Client ID' }),
  clientSecret: page.getByRole('textbox', { name: 'Client Secret' }),
});
const nextStep = (page: Page) => page.getByRole('button', { name: 'Next Step' });

async function fill(page: Page, given: Partial<ReturnType<typeof credentialsOf>> = {}) {
  const values = { ...credentialsOf(portal.system), ...given };
  const { siteUrl, clientId, clientSecret } = fieldsOf(page);
  await siteUrl.fill(values.siteUrl);
  await clientId.fill(values.clientId);
  await clientSecret.fill(values.clientSecret);
}

/** The id of what has the focus, in its form. */

it('acceptance 1-7, 10, 12, 13: the set-up guide has every line, remembers its ticks and copies what is typed', async () => {
  const { page } = await portal.open({ at: FORM });
  const guide = page.getByRole('region', { name: 'Set up in HaloPSA' });
  const headings = guide.getByRole('heading', { level: 3 });
  await headings.first().waitFor();
  expect(await headings.allInnerTexts()).toEqual([
    expect.stringMatching(/^1\. Role/),
    expect.stringMatching(/^2\. Agent/),
    expect.stringMatching(/^3\. Application/),
  ]);
  for (const part of ['Agent', 'Application']) await guide.getByRole('button', { name: part }).click();
  for (const line of [
    /address is another one for each partner/,
    /Roles > New\. Give it a name/,
    /Save, then Edit/,
    /Tickets: Read and Modify/,
    /Customers: Read Only/,
    /Suppliers: Read and Modify/,
    /Software Licensing: Read and Modify/,
    /Can add new Tickets: Yes/,
    /not assigned to them: Yes/,
    /all Ticket Types: Yes/,
    /all Customers: Yes/,
    /Agents > New\. Username/,
    /Account Active/,
    /API-only Agent/,
    /No Default Team/,
    /Default Working Hours/,
    /Can approve Invoices/,
    /Advanced > Integrations/,
    /Client ID and Secret \(Services\)/,
    /HaloPSA shows it once/,
    /Login Type: Agent/,
    /all:standard/,
    /copy the Client ID/,
  ]) {
    await guide.getByText(line).first().waitFor();
  }
  await guide.getByRole('checkbox', { name: /Save, then Edit/ }).check();
  await guide.getByText('1 of 25 done').waitFor();
  await guide.getByRole('button', { name: 'Copy all:standard' }).click();
  await guide.getByRole('button', { name: 'Copied all:standard' }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('all:standard');
  expect(await seriousFindings(page)).toEqual([]);
  await page.reload();
  await guide.getByText('1 of 25 done').waitFor();
});

it('acceptance 16: hides the navigation from other roles, refuses its pages in words, and shows how HaloPSA is', async () => {
  const { page } = await portal.open({ as: { role: 'support' } });
  for (const path of ['', '/halopsa', '/halopsa/connect', '/halopsa/ticket-mapping']) {
    await page.goto(`${portal.system.api.url}/integration${path}`);
    await page.getByText('You are signed in as Support.').waitFor();
    await page.getByRole('region', { name: 'HaloPSA' }).getByText('Not connected.').waitFor();
  }
  expect(await page.getByRole('link', { name: 'Integration' }).count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});

it('acceptance 17-23: Connect, the form, the banner, the ticket mapping, and the badge', async () => {
  const { page } = await portal.open({ at: '/integration' });
  await page.getByRole('link', { name: 'Connect' }).click();
  const { siteUrl, clientSecret } = fieldsOf(page);
  await page.getByText('Fill in the Site URL, the Client ID, and the Client Secret.').waitFor();
  expect(await nextStep(page).isDisabled()).toBe(true);
  expect([await clientSecret.inputValue(), await clientSecret.getAttribute('type')]).toEqual(['', 'password']);
  const credentials = credentialsOf(portal.system);
  await fill(page, { siteUrl: `  ${credentials.siteUrl}/API ` });
  await page.getByText(`We will use ${credentials.siteUrl}`).waitFor();
  await siteUrl.fill(`${credentials.siteUrl}/auth`);
  await page.getByText(`We will use ${credentials.siteUrl}`).waitFor();
  await nextStep(page).click();
  await page.getByRole('status').getByText('HaloPSA is connected').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Ticket mapping' }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Integration' }).click();
  const card = page.getByRole('region', { name: 'HaloPSA' });
  await card.getByText('Connected', { exact: true }).waitFor();
  await card.getByText('HaloPSA 2.236.133').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

const refusals: readonly (readonly [
  name: string,
  field: 'siteUrl' | 'clientId' | 'clientSecret',
  screen: string,
  arrange: (system: System) => object | undefined,
])[] = [
  ['no address', 'siteUrl', 'This is not a web address', () => ({ siteUrl: 'https//northwind' })],
  ['an unreachable host', 'siteUrl', 'refused or dropped the connection', () => ({ siteUrl: `http://${closed}` })],
  [
    'a TLS error',
    'siteUrl',
    'its certificate is not valid for this address',
    ({ simulator: { url } }) => ({ siteUrl: url.replace('http:', 'https:') }),
  ],
  [
    'not a HaloPSA',
    'siteUrl',
    'it is not a HaloPSA',
    ({ simulator }) => void simulator.control.faults.add({ effect: { kind: 'htmlPage' } }),
  ],
  ['a wrong Client Secret', 'clientSecret', 'View Applications', () => ({ clientSecret: 'wrong' })],
  [
    'an inactive application',
    'clientId',
    'it must be Active',
    ({ simulator }) => void simulator.control.application.change({ active: false }),
  ],
  [
    'an inactive agent',
    'clientId',
    'Account Active',
    ({ simulator }) => void simulator.control.application.change({ agentActive: false }),
  ],
  [
    'a missing scope',
    'clientId',
    'Permissions must contain all:standard',
    ({ simulator }) => void simulator.control.application.change({ scopes: [], missingScope: 'leftOut' }),
  ],
];

it('acceptance 24: each refusal stands at its field, which gets the focus; nothing is stored, all but the secret stays', async () => {
  const { system } = portal;
  const { page, partner } = await portal.open({ at: FORM, expected: ['422'] });
  for (const [name, field, screen, arrange] of refusals) {
    const given = arrange(system) ?? {};
    await fill(page, given);
    await nextStep(page).click();
    await page.locator(`[data-path=${field}][aria-invalid=true]`).waitFor();
    await page.locator('form').getByText(screen).first().waitFor();
    await focused(page.locator(`[data-path=${field}]`)).waitFor();
    const { siteUrl, clientId } = { ...credentialsOf(system), ...given };
    const { siteUrl: kept, clientId: keptId, clientSecret } = fieldsOf(page);
    expect({
      name,
      typed: [await kept.inputValue(), await keptId.inputValue(), await clientSecret.inputValue()],
    }).toEqual({ name, typed: [siteUrl, clientId, ''] });
    await system.simulator.reset();
  }
  expect(await seriousFindings(page)).toEqual([]);
  expect(await secretsOf(system, partner)).toEqual([]);
  await page.goto(`${system.api.url}/integration`);
  await page.getByRole('link', { name: 'Connect' }).waitFor();
  expect(await page.getByText('Connected', { exact: true }).count()).toBe(0);
});

it('acceptance 24: what is wrong with the Site URL of a connection is said there, and the new secret is sent again', async () => {
  const partner = await connectedPartner(portal.system);
  const { page } = await portal.open({ partner, at: FORM, expected: ['422'] });
  const { faults } = portal.system.simulator.control;
  faults.add({ effect: { kind: 'htmlPage' } });
  const { siteUrl, clientId, clientSecret } = fieldsOf(page);
  const credentials = credentialsOf(portal.system);
  await clientId.fill(credentials.clientId);
  await clientSecret.fill(credentials.clientSecret);
  await nextStep(page).click();
  await page.locator('form').getByText('it is not a HaloPSA').waitFor();
  await focused(siteUrl).waitFor();
  faults.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('The new secret is in use').waitFor();
});

it('acceptance 25: Next Step pressed twice makes one connection', async () => {
  const { page } = await portal.open({ at: FORM });
  const { control } = portal.system.simulator;
  control.faults.add({ path: '/api/agent/me', effect: { kind: 'latency', milliseconds: 500 } });
  await fill(page);
  await nextStep(page).dblclick();
  await page.getByText('HaloPSA is connected').waitFor();
  const { byKind, byPath } = control.requests.report();
  expect([byKind.token, byPath['GET /api/agent/me']]).toEqual([1, 1]);
});

it('acceptance 80: a check that takes long is shown as such, and goes on to the banner by itself', async () => {
  const { page } = await portal.open({ at: FORM });
  const slow = { kind: 'latency', milliseconds: 4_000 } as const;
  portal.system.simulator.control.faults.add({ path: '/api/agent/me', times: 1, effect: slow });
  await fill(page);
  await nextStep(page).click();
  await page.getByRole('status').getByText('Saving …').waitFor();
  await focused(nextStep(page)).waitFor();
  await page.getByText('You can leave this page; it goes on.').waitFor();
  expect(await fieldsOf(page).clientSecret.inputValue()).toBe('');
  await page.getByText('HaloPSA is connected').waitFor();
});

it('acceptance 26: HaloPSA is down: the form says so, and Try again connects when it is back', async () => {
  const { page, partner } = await portal.open({ at: FORM, expected: ['503'] });
  takeDown(portal.system);
  await fill(page);
  await nextStep(page).click();
  const told = page.getByRole('alert').filter({ hasText: 'out of order or in maintenance' });
  await told.waitFor();
  expect(await secretsOf(portal.system, partner)).toEqual([]);
  portal.system.simulator.control.faults.clear();
  await told.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('HaloPSA is connected').waitFor();
});

it('acceptance 11, 14: the rights report names what is missing and the setting to change; Re-check sees it mended', async () => {
  const { rights } = portal.system.simulator.control;
  rights.change({ claims: { Sx: '1' } });
  const partner = await connectedPartner(portal.system);
  const { page } = await portal.open({ partner, at: '/integration/halopsa' });
  const report = page.getByRole('region', { name: 'Rights of the agent' });
  const suppliers = report.getByRole('row', { name: /Suppliers: Read and Modify/ });
  await suppliers.getByText('Missing').waitFor();
  await suppliers.getByText('Set Feature Access > Suppliers to Read and Modify').waitFor();
  await page.getByText('1 right', { exact: true }).waitFor();
  rights.change({ claims: { Sx: '2' } });
  await report.getByRole('button', { name: 'Re-check' }).click();
  await report.getByText('8 of 8 granted').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

it('leaving the form asks, when something was typed; a new secret keeps the Site URL', async () => {
  const partner = await connectedPartner(portal.system);
  const { page } = await portal.open({ partner, at: '/integration' });
  await page.getByRole('button', { name: 'Option' }).click();
  await page.getByRole('menuitem', { name: 'Change secret' }).click();
  await page.getByRole('heading', { level: 1, name: 'Change secret' }).waitFor();
  const { siteUrl, clientId, clientSecret } = fieldsOf(page);
  const credentials = credentialsOf(portal.system);
  expect([await siteUrl.inputValue(), await siteUrl.isEditable()]).toEqual([credentials.siteUrl, false]);
  await clientId.fill(credentials.clientId);
  await page.getByRole('link', { name: 'Cancel' }).click();
  const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
  await asked.getByRole('button', { name: 'Stay' }).click();
  await asked.waitFor({ state: 'hidden' });
  await clientSecret.fill(credentials.clientSecret);
  await nextStep(page).click();
  await page.getByText('The new secret is in use').waitFor();
  expect((await connection(partner)).body).toMatchObject({ status: 'connected', problem: null });
});

it('the Integration page needs three calls of the api', async () => {
  const { page, context } = await portal.open({ partner: await connectedPartner(portal.system), at: '/activity' });
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  const calls: string[] = [];
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/v1/')) calls.push(pathname.replace(/^\/v1\/(partners\/[^/]+\/)?/, ''));
  });
  await page.goto(`${portal.system.api.url}/integration`);
  await page.getByText('8 of 8 granted').waitFor();
  await page.waitForLoadState('networkidle');
  expect(calls.toSorted()).toEqual(['halopsa/connection', 'halopsa/live', 'session']);
});

it('a part of the page that cannot be read says so, and is there on Try again', async () => {
  const { page, context } = await portal.open({
    partner: await connectedPartner(portal.system),
    at: '/activity',
    expected: ['503'],
  });
  const detail = 'Temporal does not answer.';
  await context.route('**/halopsa/connection', (route) =>
    route.fulfill({ status: 503, json: { status: 503, code: 'unavailable', detail } }),
  );
  await page.goto(`${portal.system.api.url}/integration`);
  const told = page.getByRole('alert').filter({ hasText: detail });
  await told.waitFor();
  await context.unroute('**/halopsa/connection');
  await told.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('8 of 8 granted').waitFor();
});

it('the banner is there within 300 ms of the answer of the api', async () => {
  const over: number[] = [];
  // A machine with much else to do is given some tries.
  while (over.length < 5 && !over.some((one) => one <= 300)) {
    const { page } = await portal.open({ at: FORM });
    await fill(page);
    await page.evaluate(watchForBanner);
    await nextStep(page).click();
    await page.getByText('HaloPSA is connected').waitFor();
    over.push(await page.evaluate<number>(bannerAfterAnswer));
  }
  expect(Math.min(...over)).toBeLessThanOrEqual(300);
});

const watchForBanner = `
  document.addEventListener('click', () => { window.clicked ??= performance.now(); }, true);
  new MutationObserver(() => {
    if (document.body.textContent.includes('HaloPSA is connected')) window.shown ??= performance.now();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
`;

/** From the click to the banner, without the time of the api. */
const bannerAfterAnswer = `(() => {
  const calls = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/halopsa/connection'));
  const { startTime, responseEnd } = calls.find(({ startTime }) => startTime >= window.clicked);
  return window.shown - window.clicked - (responseEnd - startTime);
})()`;
