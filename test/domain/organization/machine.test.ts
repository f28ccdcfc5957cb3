import { missingPairs, redraw } from '../diagram';
import { minute, otherSiteUrl } from '../samples';
import { mappingDiagram, seatDiagram } from './diagram';
import { elsewhere, events, moved, movedChecked } from './events';
import { states, step, variants } from './states';

describe('the diagram', () => {
  const row = redraw({
    step,
    states: { ...states, ...variants },
    events: {
      ...events,
      'organizationReported (in another PSA)': elsewhere,
      'mappingRequested (moved)': moved,
      'mappingRequested (of an old page)': { ...moved, revision: 99 },
      'mappingChecked (moved)': movedChecked,
      'reconcileFound (later)': { ...events.reconcileFound, licence: { count: 11, seenAt: minute(50) } },
      'connectionRevoked (never connected)': { ...events.connectionRevoked, siteUrl: null },
      'connectionRestored (another site)': { ...events.connectionRestored, siteUrl: otherSiteUrl },
      'connectionRestored (before the revoke)': { ...events.connectionRestored, generation: 1 },
    },
  });

  test.each([...mappingDiagram, ...seatDiagram])('%s', (drawn) => {
    expect(row(drawn)).toBe(drawn);
  });

  it('has every status with every event', () => {
    expect(missingPairs([...mappingDiagram, ...seatDiagram], Object.keys(states), Object.keys(events))).toEqual([]);
  });
});
