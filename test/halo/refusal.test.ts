import type { HaloAccess, HaloClient } from '../../halo';
import type { Answer } from './server';
import { accessTo, apiRequests, clientFor, closeAll, startHalo, tokenRequests } from './server';

afterEach(closeAll);

const me = { body: { id: 3, name: 'API' } };

/** A HaloPSA that refuses everything with `status`, and says who we are as told. */
async function refusing(status: number, agent: (bearer: string | undefined) => Answer) {
  const server = await startHalo(({ path, headers }) =>
    path === 'Agent/me' ? agent(headers['authorization']?.toString()) : { status },
  );
  return { server, halo: clientFor(server), access: accessTo(server) };
}

const calls: [name: string, right: string, call: (halo: HaloClient, access: HaloAccess) => Promise<unknown>][] = [
  [
    'a seat write',
    'Software Licensing: Read and Modify',
    (halo, access) => halo.writeLicenceCount(access, { id: 1, count: 2 }),
  ],
  ['one licence', 'Software Licensing: Read and Modify', (halo, access) => halo.softwareLicence(access, 1)],
  ['a page of licences', 'Software Licensing: Read and Modify', (halo, access) => halo.softwareLicences(access)],
  ['one customer', 'Customers: Read Only', (halo, access) => halo.customer(access, 1)],
  ['a page of suppliers', 'Suppliers: Read and Modify', (halo, access) => halo.suppliers(access)],
  [
    'a new ticket',
    'Can add new tickets',
    (halo, access) => halo.createTicket(access, { summary: 'S', details: '', ticketTypeId: 1, customerId: 1 }),
  ],
  ['a note', 'Tickets: Read and Modify', (halo, access) => halo.addNote(access, { ticketId: 1, note: 'N' })],
  ['a list of SLAs', 'Roles, tab Permissions', (halo, access) => halo.slas(access)],
];

describe.each(calls)('%s', (_, right, call) => {
  test.each([401, 403])(
    'refused with %i to an agent that HaloPSA knows needs a right, which is named',
    async (status) => {
      const { halo, access } = await refusing(status, () => me);
      const message = expect.stringContaining(right);
      await expect(call(halo, access)).rejects.toMatchObject({ code: 'forbidden', status, message });
    },
  );
});

describe('a connection', () => {
  test.each([401, 403])('is refused when everything is refused with %i, also under a fresh token', async (status) => {
    const { server, halo, access } = await refusing(status, () => ({ status }));
    await expect(halo.slas(access)).rejects.toMatchObject({ code: 'scopeMissing', status });
    const asked = apiRequests(server).map(({ path, headers }) => [path, headers['authorization']]);
    expect(asked.at(-1)).toEqual(['/api/Agent/me', `Bearer token-${tokenRequests(server).length}`]);
    expect(tokenRequests(server).length).toBe(status === 401 ? 3 : 2);
  });

  it('is not refused because an old token is', async () => {
    const { halo, access } = await refusing(403, (bearer) => (bearer === 'Bearer token-1' ? { status: 403 } : me));
    await expect(halo.slas(access)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is refused when its agent is disabled', async () => {
    const { halo, access } = await refusing(403, () => ({ body: { ...me.body, isdisabled: true } }));
    await expect(halo.slas(access)).rejects.toMatchObject({ code: 'inactiveAgent' });
  });

  it('is not judged in an outage', async () => {
    const { halo, access } = await refusing(403, () => ({ status: 503 }));
    await expect(halo.slas(access)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test.each([
    ['nothing', {}, 'unexpectedReply'],
    ['an error', { error: 'unauthorized' }, 'rejected'],
  ])('is not acquitted by an agent of whom HaloPSA says %s', async (_, body, code) => {
    const { halo, access } = await refusing(403, () => ({ body }));
    await expect(halo.slas(access)).rejects.toMatchObject({ code });
  });

  it('costs no question while nothing is refused', async () => {
    const server = await startHalo(() => ({ body: [] }));
    await clientFor(server).slas(accessTo(server));
    expect(apiRequests(server)).toHaveLength(1);
  });
});
