import { transition } from '../../domain/organization-mapping';
import { missingPairs, redraw } from './diagram';
import { elsewhere, events, moved, states, variants } from './organization-mapping-states';
import { otherSiteUrl } from './samples';

const diagram = [
  'unmapped | organizationReported | unmapped',
  'unmapped | mappingRequested | checking | checkMapping',
  'unmapped | mappingRequested (of an old page) | rejected',
  'unmapped (in another PSA) | mappingRequested | rejected',
  'unmapped | mappingChecked | rejected',
  'unmapped | mappingRefused | rejected',
  'unmapped | mappingUnchecked | rejected',
  'unmapped | unlinkRequested | unmapped',
  'unmapped | connectionRevoked | unmapped',
  'unmapped | connectionRestored | unmapped',
  'unmapped | keptExpired | rejected',

  'checking | organizationReported | checking',
  'checking | mappingRequested | checking',
  'checking | mappingRequested (moved) | rejected',
  'checking | mappingChecked | mapped',
  'checking (mapped before) | mappingChecked | mapped',
  'checking | mappingRefused | refused',
  'checking (mapped before) | mappingRefused | mapped',
  'checking (needsAttention before) | mappingRefused | needsAttention',
  'checking (kept before) | mappingRefused | kept',
  'checking (pendingCheck before) | mappingRefused | refused',
  'checking | mappingUnchecked | pendingCheck | checkMappingLater',
  'checking (mapped before) | mappingUnchecked | pendingCheck | checkMappingLater',
  'checking | unlinkRequested | unmapped',
  'checking | connectionRevoked | kept',
  'checking (mapped before) | connectionRevoked | kept',
  'checking | connectionRestored | checking',
  'checking | keptExpired | rejected',

  'pendingCheck | organizationReported | pendingCheck',
  'pendingCheck | mappingRequested | checking | checkMapping',
  'pendingCheck | mappingChecked | mapped',
  'pendingCheck | mappingRefused | refused',
  'pendingCheck (mapped before) | mappingRefused | needsAttention',
  'pendingCheck (restored) | mappingRefused | needsAttention',
  'pendingCheck | mappingUnchecked | rejected',
  'pendingCheck | unlinkRequested | unmapped',
  'pendingCheck | connectionRevoked | kept',
  'pendingCheck | connectionRestored | pendingCheck',
  'pendingCheck | keptExpired | rejected',

  'refused | organizationReported | refused',
  'refused | mappingRequested | checking | checkMapping',
  'refused | mappingChecked | rejected',
  'refused | mappingRefused | rejected',
  'refused | mappingUnchecked | rejected',
  'refused | unlinkRequested | unmapped',
  'refused | connectionRevoked | unmapped',
  'refused | connectionRestored | refused',
  'refused | keptExpired | rejected',

  'mapped | organizationReported | mapped',
  'mapped | organizationReported (in another PSA) | mapped',
  'mapped | mappingRequested | mapped',
  'mapped | mappingRequested (moved) | checking | checkMapping',
  'mapped | mappingRequested (of an old page) | rejected',
  'mapped | mappingChecked | rejected',
  'mapped | mappingRefused | rejected',
  'mapped | mappingUnchecked | rejected',
  'mapped | unlinkRequested | unmapped',
  'mapped | connectionRevoked | kept',
  'mapped | connectionRevoked (never connected) | unmapped',
  'mapped | connectionRestored | mapped',
  'mapped | keptExpired | rejected',

  'needsAttention | organizationReported | needsAttention',
  'needsAttention | mappingRequested | checking | checkMapping',
  'needsAttention | mappingChecked | rejected',
  'needsAttention | mappingRefused | rejected',
  'needsAttention | mappingUnchecked | rejected',
  'needsAttention | unlinkRequested | unmapped',
  'needsAttention | connectionRevoked | kept',
  'needsAttention | connectionRestored | needsAttention',
  'needsAttention | keptExpired | rejected',

  'kept | organizationReported | kept',
  'kept | mappingRequested | checking | checkMapping',
  'kept | mappingChecked | rejected',
  'kept | mappingRefused | rejected',
  'kept | mappingUnchecked | rejected',
  'kept | unlinkRequested | unmapped',
  'kept | connectionRevoked | kept',
  'kept | connectionRevoked (never connected) | kept',
  'kept | connectionRestored | pendingCheck | checkMappingLater',
  'kept (never checked) | connectionRestored | pendingCheck | checkMappingLater',
  'kept | connectionRestored (another site) | unmapped',
  'kept | keptExpired | unmapped',
];

describe('the diagram', () => {
  const row = redraw({
    transition,
    states: { ...states, ...variants },
    events: {
      ...events,
      'organizationReported (in another PSA)': elsewhere,
      'mappingRequested (moved)': moved,
      'mappingRequested (of an old page)': { ...moved, revision: 99 },
      'connectionRevoked (never connected)': { ...events.connectionRevoked, siteUrl: null },
      'connectionRestored (another site)': { ...events.connectionRestored, siteUrl: otherSiteUrl },
    },
  });

  test.each(diagram)('%s', (drawn) => {
    expect(row(drawn)).toBe(drawn);
  });

  it('has every status with every event', () => {
    expect(missingPairs(diagram, Object.keys(states), Object.keys(events))).toEqual([]);
  });
});
