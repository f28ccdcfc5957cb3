import type { HaloAgent } from '../../halo';
import { rightsOf } from '../../halo/rights';
import { accessTo, clientFor, closeAll, startHalo } from './server';

afterEach(closeAll);

const seen = { readable: true, rows: 1 };
const probes = { tickets: seen, ticketTypes: seen, customers: seen, suppliers: seen, softwareLicences: seen };
const agentOf = (claims: HaloAgent['claims']): HaloAgent => ({ id: 3, name: 'API', isApiOnly: true, claims });

/** The status of a right of an agent with these claims. */
const status = (right: string, claims: HaloAgent['claims']) =>
  rightsOf(agentOf(claims), probes).find((one) => one.right === right)?.status;

describe('a claim', () => {
  test.each([
    ['1', 'granted'],
    ['true', 'granted'],
    ['True', 'granted'],
    ['0', 'missing'],
    ['False', 'missing'],
    ['', 'unknown'],
    ['perhaps', 'unknown'],
  ])('that is a flag may be %j: %s', (l6, expected) => {
    expect(status('Can add new tickets', { l6 })).toBe(expected);
  });

  test.each([
    ['1', 'missing'],
    ['2', 'granted'],
    ['true', 'granted'],
  ])('that is a level may be %j: %s', (Sx, expected) => {
    expect(status('Suppliers: Read and Modify', { Sx })).toBe(expected);
  });

  test.each([
    ['true', 'granted'],
    ['1', 'granted'],
    ['0', 'missing'],
    ['false', 'missing'],
  ])('of an administrator may be %j: %s', (SA, expected) => {
    expect(status('Tickets: Read and Modify', { SA, Tx: '0' })).toBe(expected);
  });
});

describe('a list that HaloPSA does not show', () => {
  test.each([
    [404, undefined],
    [500, undefined],
    [200, {}],
  ])('leaves its own right open, and no other: %i %j', async (status, body) => {
    const server = await startHalo(({ path }) => (path === 'Supplier' ? { status, body } : { body: [{ id: 1 }] }));
    const claims = { Tx: '2', l6: '1', le: '1', Ux: '2', Sx: '2', Lx: '2' };
    const rights = await clientFor(server).rights(accessTo(server), agentOf(claims));
    expect(rights.filter((one) => one.status !== 'granted')).toEqual([
      {
        right: 'Suppliers: Read and Modify',
        status: 'unknown',
        advice: expect.stringMatching(/^HaloPSA answered with an error instead of this list.*check the rights again/),
      },
    ]);
  });

  it('is missing all the same where the claim says so, and what can be used of it is open', () => {
    const unread = { ...probes, customers: { readable: null, rows: 0 } };
    const rights = rightsOf(agentOf({ Ux: '1' }), unread).filter(({ right }) => right.startsWith('Customers'));
    expect(rights).toMatchObject([
      { status: 'missing', advice: expect.stringContaining('Feature Access > Customers') },
      { status: 'unknown', advice: expect.stringMatching(/^HaloPSA answered with an error/) },
    ]);
  });
});
