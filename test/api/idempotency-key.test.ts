import { operationIdOf } from '../../api/idempotency-key';
import { mapOrganizationUpdate, searchableOperation, unlinkOrganizationUpdate } from '../../workflows/messages';

const said = { wanted: { customerId: 1, softwareLicenceId: 101 } };
const id = operationIdOf(mapOrganizationUpdate, 'k-1', said);

it('acceptance 74: is the same for the same request under the same key', () => {
  expect(operationIdOf(mapOrganizationUpdate, 'k-1', { wanted: { ...said.wanted } })).toBe(id);
  expect(id).toMatch(/^k-1:mapOrganization:[0-9a-f]{16}$/);
});

it.each([
  ['key', operationIdOf(mapOrganizationUpdate, 'k-2', said)],
  ['command', operationIdOf(unlinkOrganizationUpdate, 'k-1', said)],
  ['body', operationIdOf(mapOrganizationUpdate, 'k-1', { wanted: { ...said.wanted, softwareLicenceId: 102 } })],
])('is another one for another %s', (_name, other) => {
  expect(other).not.toBe(id);
});

it.each([
  ['what is done under a key', id, 'k-1:mapOrganization'],
  ['a key with colons', operationIdOf(mapOrganizationUpdate, 'a:b:c', said), 'a:b:c:mapOrganization'],
  ['an id without a hash', 'k-1:mapOrganization', 'k-1:mapOrganization'],
])('is searched for by key and command: %s', (_name, given, searched) => {
  expect(searchableOperation(given)).toBe(searched);
});
