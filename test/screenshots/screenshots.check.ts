import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Portal } from '../browser/support/portal';
import { startPortal } from '../browser/support/portal';
import { aPartner, connectedPartner, quieten } from '../journeys/partner';
import { organizationsOf, strandedPartner, workingPartner } from './partner';

const folder = resolve(__dirname, '../../docs/screenshots');

/** Each page and state, on a desk and on a phone, in light and dark. */
const looks = {
  light: {},
  dark: { dark: true },
  phone: { width: 360, height: 740 },
} as const;
type Look = keyof typeof looks;

interface Shot {
  readonly name: string;
  readonly at: string;
  readonly looks: readonly Look[];
  /** What has to be there before the picture is taken. */
  readonly until: (page: Page) => Promise<unknown>;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { name, exact: true }).first().waitFor();
const text = (words: string) => (page: Page) => page.getByText(words).first().waitFor();

/** Connects with a secret that HaloPSA does not know. */
async function refused(page: Page): Promise<void> {
  const { siteUrl, clientId } = portal.system.simulator.credentials;
  await page.getByRole('textbox', { name: 'Site URL' }).fill(siteUrl);
  await page.getByRole('textbox', { name: 'Client ID' }).fill(clientId);
  await page.getByRole('textbox', { name: 'Client Secret' }).fill('not this one');
  await page.getByRole('button', { name: 'Next Step' }).click();
  await text('or the secret is not its own')(page);
}

/** Reads the page again while a part of it cannot be read. */
async function failed(page: Page): Promise<void> {
  await page.route('**/halopsa/connection', (route) => route.fulfill({ status: 503, json: {} }));
  await page.reload();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
}

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal({
    simulators: 6,
    timings: { seatDebounceSeconds: 0 },
    env: { GATE_PROBE_FIRST_SECONDS: '240' },
  });
  await mkdir(folder, { recursive: true });
});
afterEach(async () => {
  await portal.close();
  await quieten(portal.system);
});
afterAll(() => portal.stop());

async function take(
  partner: Awaited<ReturnType<typeof aPartner>> | null,
  { name, at, until, looks: wanted }: Shot,
): Promise<void> {
  for (const look of wanted) {
    const who = partner === null ? { as: null } : { partner, as: { name: 'Ada Lindqvist' } };
    const { page, context } = await portal.open({ at, ...who, ...looks[look], expected: ['401', '422', '503'] });
    await until(page);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${name}-${look}.png`), animations: 'disabled' });
    await context.close();
  }
}

it('for who is not signed in', () =>
  take(null, { name: 'sign-in', at: '/integration', until: text('Open the link'), looks: ['light', 'dark'] }));

it('before HaloPSA is connected', async () => {
  const partner = await aPartner(portal.system);
  await take(partner, {
    name: 'connect-refused',
    at: '/integration/halopsa/connect',
    until: refused,
    looks: ['light'],
  });
  await take(partner, {
    name: 'failed',
    at: '/integration',
    until: failed,
    looks: ['light'],
  });
  await take(partner, { name: 'integration-new', at: '/integration', until: text('Not connected'), looks: ['light'] });
  await take(partner, {
    name: 'connect',
    at: '/integration/halopsa/connect',
    until: heading('Credentials'),
    looks: ['light', 'phone'],
  });
  await take(partner, {
    name: 'organizations-empty',
    at: '/organizations',
    until: heading('Organizations'),
    looks: ['light'],
  });
});

it('after it was connected', async () => {
  const partner = await connectedPartner(portal.system);
  await take(partner, {
    name: 'ticket-mapping',
    at: '/integration/halopsa/ticket-mapping?connected',
    until: text('HaloPSA is connected'),
    looks: ['light', 'phone'],
  });
});

it('at work', async () => {
  const partner = await workingPartner(portal.system);
  const [first, , , drift, held] = organizationsOf(portal.system);
  const manage = (id = '') => `/integration/halopsa/manage?organization=${id}`;
  await take(partner, {
    name: 'integration',
    at: '/integration',
    until: text('Connected'),
    looks: ['light', 'dark', 'phone'],
  });
  await take(partner, {
    name: 'console',
    at: '/integration/halopsa',
    until: heading('For you to do'),
    looks: ['light'],
  });
  await take(partner, {
    name: 'organizations',
    at: '/organizations',
    until: text(first?.name ?? ''),
    looks: ['light', 'phone'],
  });
  await take(partner, {
    name: 'grid',
    at: '/integration/halopsa/manage',
    until: text(first?.name ?? ''),
    looks: ['light', 'phone'],
  });
  await take(partner, {
    name: 'policy',
    at: '/integration/halopsa/manage?sheet=policy',
    until: text('Rules of seat sync'),
    looks: ['light'],
  });
  await take(partner, {
    name: 'manage',
    at: manage(first?.id),
    until: text('In sync'),
    looks: ['light', 'dark', 'phone'],
  });
  await take(partner, {
    name: 'manage-drift',
    at: manage(drift?.id),
    until: text('Somebody changed'),
    looks: ['light'],
  });
  await take(partner, { name: 'manage-held', at: manage(held?.id), until: text('Approve'), looks: ['light'] });
  await take(partner, { name: 'activity', at: '/activity', until: heading('Activity'), looks: ['light'] });
});

it('while HaloPSA is down', async () => {
  const partner = await strandedPartner(portal.system);
  const banner = text('HaloPSA cannot be used');
  await take(partner, {
    name: 'outage-integration',
    at: '/integration',
    until: banner,
    looks: ['light', 'dark', 'phone'],
  });
  await take(partner, {
    name: 'outage-grid',
    at: '/integration/halopsa/manage',
    until: banner,
    looks: ['light', 'dark'],
  });
  await take(partner, { name: 'outage-activity', at: '/activity', until: banner, looks: ['light', 'phone'] });
});

it('while HaloPSA refuses the credentials', async () => {
  const partner = await connectedPartner(portal.system);
  const { application } = portal.system.simulator.control;
  application.change({ active: false });
  application.endTokens();
  await partner.call('POST', '/halopsa/connection/rights');
  const banner = text('HaloPSA no longer accepts');
  await take(partner, { name: 'refused-integration', at: '/integration', until: banner, looks: ['light', 'phone'] });
});
