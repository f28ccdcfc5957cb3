import { seriousFindings } from './support/axe';
import type { Portal } from './support/portal';
import { startPortal } from './support/portal';

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
});
afterEach(() => portal.close());
afterAll(() => portal.stop());

it('acceptance 15: the navigation has Integration', async () => {
  const { page } = await portal.open();
  await page.getByRole('link', { name: 'Integration' }).click();
  await page.getByRole('heading', { level: 1, name: 'Integration' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});
