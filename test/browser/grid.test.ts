import type { Page } from 'playwright-core';
import { defaultSeatPolicy } from '../../domain/seats/policy';
import { eventually } from '../api/running-api';
import type { Partner } from '../journeys/partner';
import { now, register } from '../journeys/partner';
import {
  counted,
  countOf,
  listed,
  mappedOrganization,
  quick,
  report,
  savePolicy,
  say,
  seatsWhen,
  syncedOrganizations,
  syncingPartner,
} from '../journeys/seats';
import { seriousFindings } from './support/axe';
import { longestTask } from './support/longest-task';
import { lookAgain } from './support/look-again';
import { listOf, many, scrolling } from './support/many';
import { focused } from './support/people';
import type { Portal } from './support/portal';
import { startPortal } from './support/portal';

const GRID = '/integration/halopsa/manage';

let portal: Portal;
/** `o0` is held, `o1` differs, `o2` is in sync, `fresh` is far off and not started, three are not mapped. */
let partner: Partner;
let fresh: number;
beforeAll(async () => {
  const env = { ...quick.env, HALO_LIMIT_REQUESTS: '10000' };
  portal = await startPortal({ ...quick, env, simulators: 1, simulator: { customers: 20, licencesPerCustomer: 1 } });
  const { system } = portal;
  partner = await syncingPartner(system);
  const [, differing = 0] = await syncedOrganizations(system, partner, 3);
  system.simulator.control.licences.change(differing, { count: 77 });
  await say(partner, 'o1', 'sync');
  await report(partner, 'o0', 142);
  fresh = await mappedOrganization(system, partner, 'fresh', { index: 3, count: 200, used: 12 });
  for (const name of ['Zürich Re', 'Ada & Sons', '<b>Proseware</b>']) {
    await register(partner, `x${name.length}`, { name, seats: counted(7), observedAt: now() });
  }
  await seatsWhen(partner, 'o0', 'held');
  await seatsWhen(partner, 'o1', 'drift');
  await listed(partner, 1, ({ status }) => status === 'drift');
});
afterEach(() => portal.close());
afterAll(() => portal.stop());

const rowOf = (page: Page, name: string) => page.getByRole('row', { name });
/** The names of the organizations, from above. */
const namesIn = (page: Page) => page.locator('tbody tr td:first-child').allTextContents();

it('acceptance 63: the grid shows each organization, what it is mapped to, its seats, its state, and the way on', async () => {
  const { page } = await portal.open({ partner, at: GRID });
  await page.getByText('7 organizations').waitFor();
  expect(await rowOf(page, 'Organization o0').textContent()).toMatch(/12 → +to 142Held.*Review/);
  expect(await rowOf(page, 'Organization o1').textContent()).toMatch(/77 ≠ +in HaloPSA, ours is 12Differs.*Choose/);
  expect(await rowOf(page, 'Organization o2').textContent()).toMatch(/12In sync.*Manage/);
  expect(await rowOf(page, 'Organization fresh').textContent()).toMatch(/12To start.*Review/);
  expect(await rowOf(page, '<b>Proseware</b>').textContent()).toMatch(/–none–none7Not mapped.*Map/);
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('8');
  expect(await page.getByRole('tab').allTextContents()).toEqual([
    ...['All 7', 'Needs you 2', 'Not mapped 3', 'Mapped 4', 'To start 1', 'Waiting 0'],
  ]);
  expect(await seriousFindings(page)).toEqual([]);
});

it('tab, search and order stand in the address: Reload and Back bring them back', async () => {
  const { page } = await portal.open({ partner, at: GRID });
  await page.getByRole('tab', { name: 'Not mapped' }).click();
  await rowOf(page, 'Organization o0').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Organization' }).click();
  await page
    .getByRole('columnheader', { name: 'Organization' })
    .and(page.locator('[aria-sort="descending"]'))
    .waitFor();
  const descending = ['Zürich Re', 'Ada & Sons', '<b>Proseware</b>'];
  await rowOf(page, 'Zürich Re').and(page.locator('[aria-rowindex="2"]')).waitFor();
  expect(await namesIn(page)).toEqual(descending);
  await page.reload();
  await rowOf(page, 'Ada & Sons').waitFor();
  expect(await namesIn(page)).toEqual(descending);
  await page.getByRole('searchbox').fill('zurich');
  await rowOf(page, 'Ada & Sons').waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('?view=notMapped&direction=desc&search=zurich');
  const search = page.getByRole('searchbox');
  await search.fill('ada ');
  await rowOf(page, 'Zürich Re').waitFor({ state: 'detached' });
  await search.pressSequentially('& sons');
  expect(await search.inputValue()).toBe('ada & sons');
  await search.fill('nobody');
  await page.getByText('No organization matches “nobody” here.').waitFor();
  await page.getByRole('button', { name: 'Clear search' }).first().click();
  await rowOf(page, 'Ada & Sons').waitFor();
  await page.goBack();
  await page.goBack();
  await rowOf(page, 'Organization o0').waitFor();
});

it('acceptance 80: the keyboard alone searches, moves, opens, and is back where it was', async () => {
  const { page } = await portal.open({ partner, at: GRID });
  await rowOf(page, 'Organization o0').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('organization');
  await rowOf(page, 'Ada & Sons').waitFor({ state: 'detached' });
  const keys = page.getByText('Arrow keys, Home and End move from row to row; Enter opens one.');
  expect(await page.getByRole('grid').getAttribute('aria-describedby')).toBe(await keys.getAttribute('id'));
  expect(await keys.isVisible()).toBe(false);
  await rowOf(page, 'Organization fresh').focus();
  await keys.waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.locator('tr:focus', { hasText: 'Organization o1' }).waitFor();
  await page.keyboard.press('Home');
  await page.locator('tr:focus', { hasText: 'Organization fresh' }).waitFor();
  await page.keyboard.press('End');
  await page.locator('tr:focus', { hasText: 'Organization o2' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Organization o2' }).waitFor();
  await page.goBack();
  await page.locator('tr:focus', { hasText: 'Organization o2' }).waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('organization');
});

it('what changes shows in its place, and what is new waits for a click', async () => {
  const { page } = await portal.open({ partner, at: GRID, width: 360, height: 740 });
  await rowOf(page, 'Zürich Re').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  const before = await namesIn(page);
  await register(partner, 'x9', { name: 'Zürich Insurance', seats: counted(8), observedAt: now() });
  await register(partner, 'new', { name: 'A new one', seats: counted(1), observedAt: now() });
  await lookAgain(page);
  await page.getByRole('button', { name: '1 new' }).waitFor();
  await rowOf(page, 'Zürich Insurance').waitFor();
  expect(await namesIn(page)).toEqual(before.map((name) => (name === 'Zürich Re' ? 'Zürich Insurance' : name)));
  await page.getByRole('button', { name: '1 new' }).click();
  await rowOf(page, 'A new one').waitFor();
  await page.locator('main div:focus').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

it('acceptance 55: all that a preview has shown are started, and its numbers repeated; the sync tells what it found', async () => {
  const { page } = await portal.open({ partner, at: GRID, expected: ['409'] });
  await page.getByRole('button', { name: 'Preview all' }).click();
  const preview = page.getByRole('dialog', { name: 'Preview of all organizations' });
  await preview.getByText('No preview was made yet.').waitFor();
  expect(await preview.getByRole('button', { name: 'Start for all' }).count()).toBe(0);
  await preview.getByRole('button', { name: 'Preview all' }).click();
  await preview.getByRole('region', { name: 'Would be written' }).getByText('200 → 12').waitFor();
  await preview.getByRole('region', { name: 'Would be held for you' }).getByText('A large change').waitFor();
  await preview.getByText('1 organization gets another count').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(countOf(portal.system, fresh)).toBe(200);
  const late = await mappedOrganization(portal.system, partner, 'late', { index: 4 });
  await preview.getByRole('button', { name: 'Start for all' }).click();
  const confirm = page.getByRole('dialog', { name: 'Start for all' });
  await confirm.getByText('2 organizations wait for you').waitFor();
  await page.keyboard.press('Escape');
  await confirm.waitFor({ state: 'hidden' });
  await focused(preview.getByRole('button', { name: 'Start for all' })).waitFor();
  await page.keyboard.press('Enter');
  await confirm.getByRole('button', { name: 'Start for 4 organizations' }).click();
  await confirm.getByText('Organizations were mapped since this preview').waitFor();
  expect([countOf(portal.system, fresh), countOf(portal.system, late)]).toEqual([200, 10]);
  await confirm.getByRole('button', { name: 'Cancel' }).click();
  await preview.getByRole('button', { name: 'Preview again' }).click();
  await preview.getByText('2 organizations get another count').waitFor();
  await preview.getByRole('button', { name: 'Start for all' }).click();
  await confirm.getByRole('button', { name: 'Start for 5 organizations' }).click();
  const run = page.getByRole('dialog', { name: 'Seat sync of all organizations' });
  await run.getByRole('listitem').filter({ hasText: 'Differed, and are written' }).getByText('2').waitFor();
  await run.getByRole('button', { name: 'Close' }).click();
  await rowOf(page, 'Organization fresh').getByText('In sync').waitFor();
  expect(countOf(portal.system, fresh)).toBe(12);
});

it('the rules say at their field what is wrong, ask before a change is lost, and hold when they are saved', async () => {
  const { page } = await portal.open({ partner, at: GRID, expected: ['400 (Bad Request)'] });
  const open = page.getByRole('button', { name: 'Rules of seat sync' });
  await open.click();
  const rules = page.getByRole('dialog', { name: 'Rules of seat sync' });
  const percent = rules.getByRole('textbox', { name: 'Percent' });
  await percent.fill('2000');
  await rules.getByRole('button', { name: 'Save' }).click();
  await rules.getByText('Choose a percentage from 0 to 1000.').waitFor();
  await focused(percent).waitFor();
  await page.keyboard.press('Escape');
  const leave = page.getByRole('dialog', { name: 'Leave without saving?' });
  await leave.waitFor();
  await page.keyboard.press('Escape');
  await leave.waitFor({ state: 'hidden' });
  await percent.fill('70');
  await rules.getByRole('button', { name: 'Save' }).click();
  await rules.getByText('Saved. It holds from now on.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await rules.getByRole('button', { name: 'Close' }).click();
  await focused(open).waitFor();
  await page.keyboard.press('Enter');
  await rules.waitFor();
  await page.reload();
  await percent.waitFor();
  expect(await percent.inputValue()).toBe('70 %');

  const saveElsewhere = (share: number) =>
    savePolicy(partner, { largeChange: { ...defaultSeatPolicy.largeChange, percent: share } });
  await saveElsewhere(60);
  await lookAgain(page);
  const shown = () => percent.inputValue();
  expect(await eventually(shown, (value) => value === '60 %')).toBe('60 %');
  await percent.fill('75');
  await saveElsewhere(61);
  await lookAgain(page);
  await rules.getByText('Other rules were saved meanwhile.').waitFor();
  expect(await percent.inputValue()).toBe('75 %');
  await rules.getByRole('button', { name: 'Show them' }).click();
  expect(await percent.inputValue()).toBe('61 %');
});

it('opens the seats for who may only read them, and shows no button that he may not press', async () => {
  const finance = { role: 'finance' } as const;
  const { page } = await portal.open({ partner, at: GRID, as: finance });
  await rowOf(page, 'Organization o2').focus();
  expect(await page.getByRole('button', { name: 'Sync now' }).count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Seats of Organization o2' }).waitFor();

  const { page: empty } = await portal.open({ at: GRID, as: finance });
  await empty.getByText('There are no organizations yet.').waitFor();
  await empty.getByText('Not connected.').waitFor();
  expect(await empty.getByRole('link', { name: /^(Connect|New organization|Integration)$/ }).count()).toBe(0);
});

it('says why the list is not there while all else is, and tries again', async () => {
  const { page } = await portal.open({ partner, at: '/organizations', expected: ['503'] });
  const refused = { type: 'about:blank', title: 'x', status: 503, code: 'unavailable', detail: 'Temporal is away.' };
  await page.route('**/organizations?*limit=*', (route) => route.fulfill({ status: 503, json: refused }));
  await page.goto(`${portal.system.api.url}${GRID}`);
  await page.getByRole('alert').getByText('Temporal is away.').waitFor();
  expect(await page.getByRole('button', { name: 'Sync now' }).isEnabled()).toBe(true);
  await page.unroute('**/organizations?*limit=*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await rowOf(page, 'Organization o2').waitFor();
});

it('says what is missing while nothing is connected, and begins with an organization', async () => {
  const { page } = await portal.open({ at: GRID });
  await page.getByText('HaloPSA is not connected').waitFor();
  expect(await page.getByRole('button', { name: 'Sync now' }).isDisabled()).toBe(true);
  await page.getByText('There are no organizations yet.').waitFor();
  await page.getByRole('link', { name: 'New organization' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

it('scrolls and filters 5,000 organizations with no frame over 100 ms, and comes back to its place', async () => {
  const { page } = await portal.open({ partner, at: '/organizations' });
  await page.route('**/organizations?*', (route) => route.fulfill({ json: listOf(many, route.request().url()) }));
  await page.goto(`${portal.system.api.url}${GRID}`);
  await page.locator('table[aria-rowcount="5001"]').waitFor();
  await rowOf(page, 'Organization 0000').waitFor();
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  await rowOf(page, 'Organization 4999').waitFor();
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  await page.evaluate('scrollTo(0, 0)');
  expect(await longestTask(portal.browser, page, () => page.evaluate(scrolling))).toBeLessThan(100);

  await page.evaluate('window.scrollTo(0, 120_000)');
  await page.waitForURL(/at=2[23]\d\d/);
  const first = Number(new URL(page.url()).searchParams.get('at'));
  const seen = rowOf(page, `Organization ${first + 3}`);
  await seen.waitFor();
  await page.reload();
  await seen.waitFor();
  expect(await seen.evaluate((row) => row.getBoundingClientRect().top)).toBeLessThan(400);

  const filtering = await longestTask(portal.browser, page, async () => {
    await page.getByRole('searchbox').fill('77');
    await page.locator('table[aria-rowcount="96"]').waitFor();
  });
  expect(filtering).toBeLessThan(100);
});
