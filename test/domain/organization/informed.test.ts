import { informed } from '../../../domain/organization/informed';
import type { ConnectionNow, State } from '../../../domain/organization/state';
import { seatsView, view } from '../../../domain/organization/view';
import { after } from '../machine';
import { minute, otherSiteUrl, siteUrl } from '../samples';
import { activeSeats, events, noSeats, outcomes, usedSeats } from './events';
import { states, step, variants } from './states';

const reach = after(step);
const now = (given: Partial<ConnectionNow> = {}): ConnectionNow => ({ siteUrl, settings: activeSeats, ...given });
const seen = (state: State, connection = now()) => informed(state, connection, minute(50));
const withoutTicketMapping = variants['mapped (no ticket mapping)'];
const chosen = now({ settings: { ...usedSeats, revision: 3 } });

it('does not say that seat sync pauses once the ticket mapping is chosen', () => {
  expect(seatsView(withoutTicketMapping).message).toMatch(/pauses until the ticket mapping is chosen/);
  const started = reach(withoutTicketMapping, { ...events.startRequested, connection: chosen });
  for (const state of [seen(withoutTicketMapping, chosen), started]) {
    expect(seatsView(state).message).not.toMatch(/ticket mapping/);
  }
});

it('takes a preview for one that showed numbers once the ticket mapping is chosen', () => {
  expect(reach(withoutTicketMapping, events.previewed).seats.status).toBe('notStarted');
  expect(reach(withoutTicketMapping, { ...events.previewed, connection: chosen }).seats.status).toBe('inSync');
});

it('takes a sync right after the seats to sync were chosen', () => {
  const off = reach(
    variants['mapped (in sync)'],
    { ...events.settingsChanged, settings: noSeats },
    { ...outcomes.off, version: 9 },
  );
  expect(step(off, events.syncRequested).accepted).toBe(false);
  const sync = { ...events.syncRequested, connection: chosen };
  expect(reach(off, sync).seats.status).toBe('waiting');
});

it('takes the approval of what a person saw, although the guard rails have changed since', () => {
  const held = variants['mapped (held)'];
  expect(seen(held)).toEqual({ ...held, settings: activeSeats });
  expect(reach(held, { ...events.approveRequested, connection: now() }).seats.status).toBe('waiting');
});

it('shows a kept mapping as coming back once the same HaloPSA is connected, and as given up once it is another one', () => {
  const settings = { ...usedSeats, generation: 2 };
  expect(view(seen(states.kept, now({ settings }))).status).toBe('pendingCheck');
  expect(view(seen(states.kept, now({ settings, siteUrl: otherSiteUrl }))).status).toBe('unmapped');
  expect(view(seen(states.kept, now({ settings: usedSeats }))).status).toBe('kept');
});

it.each(Object.entries({ ...states, ...variants }))('learns nothing from what it knows already: %s', (_, state) => {
  const once = seen(state);
  expect(seen(once)).toEqual(once);
  expect(seen(once, now({ settings: usedSeats }))).toEqual(once);
});
