import { holdersOf } from '../../../domain/organization/holders';
import { row } from '../../../domain/organization/view';
import { states, variants } from './states';

const holder = { organizationId: row(states.mapped).organizationId, name: row(states.mapped).name };
const licence = row(states.mapped).target?.softwareLicenceId;

test.each([
  ['mapped', states.mapped, holder],
  ['being mapped elsewhere', variants['checking (mapped before)'], holder],
  ['to be mapped elsewhere', variants['pendingCheck (mapped before)'], holder],
  ['mapped with a trouble', variants['needsAttention (broken)'], holder],
  ['kept after a revoke', states.kept, undefined],
  ['not mapped', states.unmapped, undefined],
])('an organization that is %s has its licence, or none', (_name, state, expected) => {
  expect(licence).toBeGreaterThan(0);
  expect(holdersOf([row(state)]).get(licence ?? 0)).toEqual(expected);
});
