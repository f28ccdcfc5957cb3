import { defaultSeatPolicy } from '../../../domain/seats/policy';
import { missingPairs, redraw } from '../diagram';
import { renewed } from '../samples';
import { diagram } from './diagram';
import { corrected, events, renewRequested, repeated, siteRequested, states, step, variants } from './states';

const atThree = { ...defaultSeatPolicy, schedule: { hour: 3, timeZone: 'UTC' } };

describe('the diagram', () => {
  const row = redraw({
    step,
    states: { ...states, ...variants },
    events: {
      ...events,
      'connectRequested (repeated)': repeated,
      'connectRequested (corrected)': corrected,
      'connectRequested (renewed)': renewRequested,
      'connectRequested (another site)': siteRequested,
      'reconnectNeeded (of others)': { ...events.reconnectNeeded, credentials: renewed.credentials },
      'rightsChecked (of others)': { ...events.rightsChecked, credentials: renewed.credentials },
      'seatPolicySaved (another hour)': { ...events.seatPolicySaved, policy: atThree },
    },
  });

  test.each(diagram)('%s', (drawn) => {
    expect(row(drawn)).toBe(drawn);
  });

  it('has every status with every event', () => {
    expect(missingPairs(diagram, Object.keys(states), Object.keys(events))).toEqual([]);
  });
});
