import { readFile } from 'node:fs/promises';
import {
  impatient,
  mappedPartner,
  now,
  quieten,
  register,
  saveTicketMapping,
  syncedPartner,
  takeDown,
  target,
  untilCount,
} from '../journeys/partner';
import { say, seatsWhen } from '../journeys/seats';
import { seriousFindings } from './support/axe';
import { lookAgain } from './support/look-again';
import { button, part } from './support/people';
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

type Partner = Opened['partner'];

const manage = '/integration/halopsa/manage?organization=o1';
const seats = ({ page }: Pick<Opened, 'page'>) => part(page, 'Seats');

const licence = () => target(portal.system).softwareLicenceId;
const held = () => portal.system.simulator.control.licences.get(licence()).count;
const setInHalo = (count: number) => portal.system.simulator.control.licences.change(licence(), { count });

const report = (partner: Partner, used: number) =>
  register(partner, 'o1', { observedAt: now(), seats: { used, purchased: used + 5, active: used - 1 } });

it('acceptance 55: nothing is written before the first preview was seen, and the first write is recorded', async () => {
  const partner = await mappedPartner(portal.system);
  await saveTicketMapping(partner);
  await report(partner, 12);
  setInHalo(9);
  const { page } = await portal.open({ partner, at: manage });
  await seats({ page }).getByText('Look at the preview first.').waitFor();
  expect(await button(page, 'Start syncing').isDisabled()).toBe(true);
  await button(page, 'Preview').click();
  const preview = page.getByRole('status', { name: 'Preview' });
  await preview.getByText('This would be written.').waitFor();
  expect(await preview.textContent()).toMatch(/^9 becomes 12/);
  expect(held()).toBe(9);
  await button(page, 'Start syncing').click();
  await seats({ page }).getByText('In sync: HaloPSA holds 12. We count 12 used seats.').waitFor();
  expect(held()).toBe(12);
  await page.getByRole('row', { name: /9 becomes 12 Written, by Ada/ }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

it('a held change is approved as it was seen, or dismissed; an approval of another number shows the new one', async () => {
  const partner = await syncedPartner(portal.system);
  await report(partner, 90);
  const { page } = await portal.open({ partner, at: manage, expected: ['409', 'ERR_FAILED'] });
  await seats({ page })
    .getByText(/^Held: 3 → 90 used seats is a change of more than 50 %/)
    .waitFor();
  // The page does not hear of the next number before it approves this one.
  await page.route('**/halopsa/live', (route) => route.abort());
  await report(partner, 80);
  await seatsWhen(partner, 'o1', 'held');
  await button(page, 'Approve 90').click();
  await page.getByRole('alert').getByText('The held change is now 3 → 80.').waitFor();
  await button(page, 'Approve 80').click();
  await seats({ page }).getByText('In sync: HaloPSA holds 80.').waitFor();
  expect(held()).toBe(80);
  await page.unroute('**/halopsa/live');
  await report(partner, 8);
  await seatsWhen(partner, 'o1', 'held');
  await lookAgain(page);
  await button(page, 'Dismiss').click();
  await seats({ page }).getByText('HaloPSA keeps 80, as you chose, instead of 8.').waitFor();
  expect(held()).toBe(80);
});

it('a drift shows both numbers, and the choice', async () => {
  const partner = await syncedPartner(portal.system);
  setInHalo(7);
  const { page } = await portal.open({ partner, at: manage });
  await button(page, 'Sync now').click();
  await seats({ page })
    .getByText(/^Somebody changed the licence in HaloPSA to 7/)
    .waitFor();
  await button(page, 'Keep HaloPSA’s, 7').waitFor();
  await button(page, 'Write ours, 3').click();
  await seats({ page }).getByText('In sync: HaloPSA holds 3.').waitFor();
  expect(held()).toBe(3);
});

it('what waits for HaloPSA says so, and the page follows when HaloPSA is back', async () => {
  const partner = await syncedPartner(portal.system);
  const { page } = await portal.open({ partner, at: manage });
  await seats({ page }).getByText('In sync').waitFor();
  takeDown(portal.system);
  await report(partner, 4);
  await button(page, 'Sync now').click();
  await seats({ page }).getByText('Waiting for its turn with HaloPSA. We count 4 used seats.').waitFor();
  await seats({ page })
    .getByText(/^It began /)
    .waitFor();
  portal.system.simulator.control.faults.clear();
  await seats({ page }).getByText('In sync: HaloPSA holds 4.').waitFor();
});

it('what is collected says when it is sent', async () => {
  const { page } = await portal.open({ partner: await mappedPartner(portal.system), at: '/organizations' });
  const until = new Date(Date.now() + 30_000).toISOString();
  const collected = { status: 'debouncing', whoseMove: 'us', since: null, until };
  await page.route('**/halopsa/seats', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...Object(await response.json()), ...collected } });
  });
  await page.goto(`${portal.system.api.url}${manage}`);
  await seats({ page }).getByText('It is sent within a minute.').waitFor();
});

it('the history is drawn, told in a table, and comes as CSV', async () => {
  const partner = await syncedPartner(portal.system);
  await report(partner, 4);
  await untilCount(portal.system, licence(), 4);
  const { page } = await portal.open({ partner, at: manage });
  await page.getByRole('img', { name: 'Seats written: 2 times, from 3 to 4, at most 4.' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('seats-o1.csv');
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toBe('"at","before","after","seats","cause","by","outcome","detail"');
  expect(lines[1]).toContain(',3,4,"used","report"');
});

it('while Sync Seat is off, the page leads to where it is chosen', async () => {
  const partner = await mappedPartner(portal.system);
  await saveTicketMapping(partner, { seatCount: 'none' });
  await say(partner, 'o1', 'preview');
  const { page } = await portal.open({ partner, at: manage });
  await seats({ page }).getByText('Sync Seat is set to "Do not sync seats"').waitFor();
  expect(await page.getByRole('link', { name: 'Choose which seats to sync' }).getAttribute('href')).toBe(
    '/integration/halopsa/ticket-mapping',
  );
  expect(await page.getByRole('button', { name: /Sync now|Start syncing/ }).count()).toBe(0);
});
