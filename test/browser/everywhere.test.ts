import type { Page } from 'playwright-core';
import type { Partner } from '../journeys/partner';
import { connectedPartner, impatient, map, now, register, saveTicketMapping, target } from '../journeys/partner';
import { seriousFindings } from './support/axe';
import type { Portal } from './support/portal';
import { startPortal } from './support/portal';

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

let portal: Portal;
let partner: Partner;
beforeAll(async () => {
  portal = await startPortal(impatient);
  const { system } = portal;
  const { customerId, softwareLicenceId } = target(system);
  system.simulator.control.customers.change(customerId, { name: `${HOSTILE} Customer` });
  system.simulator.control.licences.change(softwareLicenceId, { name: `${HOSTILE} licence` });
  partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  await register(partner, 'o1', { name: `${HOSTILE} Ltd`, observedAt: now() });
  await map(partner, 'o1', { customerId, softwareLicenceId });
});
afterEach(() => portal.close());
afterAll(() => portal.stop());

const looks = [
  { name: 'in light', look: {} },
  { name: 'in dark', look: { dark: true } },
  { name: 'on a phone', look: { width: 360, height: 740 } },
] as const;

/** Each page by its address, and what is seen of it once it is there. */
const pages = [
  ['/integration', 'Connected'],
  ['/integration/halopsa', 'Rights of the agent'],
  ['/integration/halopsa/connect', 'Client Secret'],
  ['/integration/halopsa/ticket-mapping', 'Revoke All Ticket Mapping'],
  ['/integration/halopsa/manage?search=Ltd', `${HOSTILE} Ltd`],
  ['/integration/halopsa/manage?organization=o1', `Mapped to ${HOSTILE} Customer`],
  ['/organizations?search=Ltd', `${HOSTILE} Ltd`],
  ['/activity', 'Nothing is on its way'],
] as const;

/** What reaches beyond the window. */
const wideThings = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`
    document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth)
      .map((one) => 'too wide: ' + one.tagName + ' ' + one.textContent.slice(0, 40))`);

/** What is under 24 pixels in one direction, of what one presses; a link in a text is as high as its line. */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`
    [...document.querySelectorAll('main :is(a, button, [role=tab])')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && getComputedStyle(one).display !== 'inline')
      .filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < 24)
      .map((one) => 'too small: ' + (one.ariaLabel ?? one.textContent))`);

it.each(looks)(
  'acceptance 80: $name everybody can use every page, and names are shown as they are',
  async ({ look }) => {
    const { page } = await portal.open({ partner, ...look });
    const found: Record<string, readonly string[]> = {};
    for (const [at, seen] of pages) {
      await page.goto(`${portal.system.api.url}${at}`);
      await page.getByText(seen).filter({ visible: true }).first().waitFor();
      expect(await page.title()).toMatch(/ · Partner Portal$/);
      const findings = [...(await wideThings(page)), ...(await smallTargets(page)), ...(await seriousFindings(page))];
      if (findings.length > 0) found[at] = findings;
    }
    expect(found).toEqual({});
  },
);

it('acceptance 80: a page that waits for the api says so to everybody', async () => {
  const { page, context } = await portal.open({ partner });
  await page.getByRole('heading', { level: 1 }).waitFor();
  // Who is signed in is known; what the pages show does not come.
  await context.route('**/v1/partners/**', () => undefined);
  for (const [at] of pages) {
    await page.goto(`${portal.system.api.url}${at}`);
    await page.getByText('Loading …').first().waitFor({ state: 'attached' });
    expect(await seriousFindings(page)).toEqual([]);
  }
});

it('keeps to its budget: 220 KB of script and 40 KB of style for the first page', async () => {
  const { page } = await portal.open({ partner, at: '/integration' });
  await page.getByText('Connected', { exact: true }).waitFor();
  const sizes = await page.evaluate<readonly (readonly [string, number])[]>(
    "performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => [name, encodedBodySize])",
  );
  const sum = (ending: string) =>
    sizes.filter(([name]) => name.endsWith(ending)).reduce((total, [, size]) => total + size, 0);
  expect(sum('.js')).toBeGreaterThan(100_000);
  expect(sum('.js')).toBeLessThanOrEqual(220 * 1024);
  expect(sum('.css')).toBeLessThanOrEqual(40 * 1024);
});
