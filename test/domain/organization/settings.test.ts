import { initial } from '../../../domain/organization/machine';
import { newest, noSettings } from '../../../domain/organization/settings';
import { after } from '../machine';
import { minute, organizationId, partnerId, report } from '../samples';
import { events, usedSeats } from './events';
import { states, step } from './states';

const reach = after(step);
const settings = (generation: number, revision: number) => ({ ...usedSeats, generation, revision });
const changed = (generation: number, revision: number) => ({
  type: 'settingsChanged' as const,
  settings: settings(generation, revision),
  at: minute(50),
});

it.each([
  [1, 2, 'newer'],
  [1, 1, 'newer'],
  [2, 0, 'newer'],
  [1, 0, 'older'],
  [0, 9, 'older'],
])('takes generation %d, revision %d for %s than 1, 1', (generation, revision, age) => {
  const [known, told] = [settings(1, 1), settings(generation, revision)];
  expect(newest(known, told)).toBe(age === 'newer' ? told : known);
});

it('acceptance 41: keeps newer settings when a check brings older ones, and when an older notice comes late', () => {
  const restored = reach(states.pendingCheck, changed(1, 2), { ...events.mappingChecked, settings: settings(1, 1) });
  expect(restored).toMatchObject({ status: 'mapped', settings: { revision: 2 } });
  expect(reach(restored, changed(1, 1)).settings).toEqual(settings(1, 2));
});

it('forgets the settings of a connection that was revoked, so that any later one counts', () => {
  const started = initial(partnerId, organizationId, report);
  for (const state of [reach(started, changed(7, 7)), reach(states.mapped, changed(7, 7))]) {
    const revoked = reach(state, { ...events.connectionRevoked, generation: 8 });
    expect(revoked.settings).toEqual(noSettings);
    expect(reach(revoked, changed(1, 1)).settings).toEqual(settings(1, 1));
  }
});
