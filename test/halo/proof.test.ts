import type { Answer } from './server';
import { accessTo, apiRequests, clientFor, closeAll, startHalo } from './server';

afterEach(closeAll);

/** A HaloPSA that answers writes and reads as told. */
async function answering(written: Answer, read: Answer = { status: 500 }) {
  const server = await startHalo(({ method }) => (method === 'POST' ? written : read));
  return { server, halo: clientFor(server), access: accessTo(server) };
}

const licence = (id: number, count: number | string) => ({ id, name: 'Backup', client_id: 12, count });
const created = (body?: unknown): Answer => ({ status: 201, body });

/** What says nothing of a write. */
const silent: [string, Answer][] = [
  ['nothing', created()],
  ['nothing with 200', { status: 200 }],
  ['null', created(null)],
  ['an empty list', created([])],
  ['a word', created('OK')],
  ['words', created({ message: 'Saved' })],
];

describe('a seat write', () => {
  const twelve = { id: 1, count: 12 };

  test.each([
    ['the licence', licence(1, 12)],
    ['the licence in a list', [licence(2, 3), licence(1, 12)]],
    ['the licence under a key', { licences: [licence(1, '12')] }],
    ['little more than the count', { id: 1, count: 12.0, name: 'Backup' }],
  ])('that is answered with %s is proved by it', async (_, body) => {
    const { server, halo, access } = await answering(created(body));
    await expect(halo.writeLicenceCount(access, twelve)).resolves.toBe(12);
    expect(apiRequests(server)).toHaveLength(1);
  });

  const unproved: [string, Answer][] = [
    ...silent,
    ['the old count', created(licence(1, 10))],
    ['another licence', created([licence(2, 12)])],
    ['no count', created({ id: 1 })],
    ['an echo of what was sent', created([twelve])],
    ['a hundred others first', created([...Array.from({ length: 100 }, () => ({})), licence(1, 12)])],
  ];

  test.each(unproved)('that is answered with %s is read back', async (_, answer) => {
    for (const count of [10, 11, 12]) {
      const { server, halo, access } = await answering(answer, { body: licence(1, count) });
      await expect(halo.writeLicenceCount(access, twelve)).resolves.toBe(count);
      expect(apiRequests(server).map(({ method }) => method)).toEqual(['POST', 'GET']);
    }
  });

  it('is not proved by another licence that is read back', async () => {
    const { halo, access } = await answering(created(), { body: licence(2, 12) });
    await expect(halo.writeLicenceCount(access, twelve)).rejects.toMatchObject({ code: 'oddRecord', detail: 'id' });
  });

  it('that can neither be proved nor read back may have been taken', async () => {
    const { halo, access } = await answering(created(), { status: 503 });
    await expect(halo.writeLicenceCount(access, twelve)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('an error that is answered with a success', () => {
  const errors: [string, unknown, string | undefined][] = [
    ['in HaloPSA’s words', { error: 'This Licence is locked' }, 'This Licence is locked'],
    ['in a list', [{ error: 'This Licence is locked' }], 'This Licence is locked'],
    ['as errorMessage', { resultCode: 4, errorMessage: 'Not possible' }, 'Not possible'],
    ['without words', { error: { code: 7 } }, undefined],
    ['with innards', { ClassName: 'System.NullReferenceException', Message: 'x' }, undefined],
  ];

  describe.each([200, 201])('%i', (status) => {
    test.each(errors)('%s refuses every kind of write', async (_, body, detail) => {
      const { server, halo, access } = await answering({ status, body });
      const ticket = { summary: 'S', details: '', ticketTypeId: 1, customerId: 1 };
      const refusal = { code: 'rejected', status, detail };
      await expect(halo.writeLicenceCount(access, { id: 1, count: 2 })).rejects.toMatchObject(refusal);
      await expect(halo.createTicket(access, ticket)).rejects.toMatchObject(refusal);
      await expect(halo.addNote(access, { ticketId: 1, note: 'N' })).rejects.toMatchObject(refusal);
      await expect(halo.closeTicket(access, { ticketId: 1, statusId: 9 })).rejects.toMatchObject(refusal);
      expect(apiRequests(server)).toHaveLength(4);
    });
  });

  it('is none where it stands in a record', async () => {
    const { halo, access } = await answering(created({ ...licence(1, 2), error: 'of yesterday' }));
    await expect(halo.writeLicenceCount(access, { id: 1, count: 2 })).resolves.toBe(2);
  });
});

describe('a closed ticket', () => {
  const close = { ticketId: 7, statusId: 9 };
  const ticket = { id: 7, client_id: 1, summary: 'S', status_id: 1, dateclosed: '1901-01-01T00:00:00' };
  const closed = { ...ticket, status_id: 9 };
  const closedOtherwise = { ...ticket, status_id: 8, dateclosed: '2026-10-01T00:00:00' };

  test.each([[closed], [[closed]], [closedOtherwise]])('is proved by the answer %j', async (body) => {
    const { server, halo, access } = await answering(created(body));
    await expect(halo.closeTicket(access, close)).resolves.toBeUndefined();
    expect(apiRequests(server)).toHaveLength(1);
  });

  test.each([...silent, ['the open ticket', created(ticket)] as const])(
    'answered with %s is looked at',
    async (_, answer) => {
      const { halo, access } = await answering(answer, { body: closed });
      await expect(halo.closeTicket(access, close)).resolves.toBeUndefined();
      const open = await answering(answer, { body: ticket });
      await expect(open.halo.closeTicket(open.access, close)).rejects.toMatchObject({ code: 'notTaken' });
    },
  );
});

describe('a note', () => {
  const note = { ticketId: 7, note: 'Failed again.\nLook at it.' };
  const action = { id: 5, ticket_id: 7, note: '' };
  const noted = { ...action, note: '<p>Failed again.<br>Look at it.</p>' };

  it('is proved by an answer that shows it at its ticket', async () => {
    const { server, halo, access } = await answering(created(action));
    await expect(halo.addNote(access, note)).resolves.toBeUndefined();
    expect(apiRequests(server)).toHaveLength(1);
  });

  test.each([...silent, ['a note of another ticket', created({ ...noted, ticket_id: 8 })] as const])(
    'answered with %s is looked for',
    async (_, answer) => {
      const { server, halo, access } = await answering(answer, { body: { record_count: 1, actions: [noted] } });
      await expect(halo.addNote(access, note)).resolves.toBeUndefined();
      expect(apiRequests(server).at(-1)?.query.get('ticket_id')).toBe('7');
      const without = await answering(answer, { body: { record_count: 1, actions: [action] } });
      await expect(without.halo.addNote(without.access, note)).rejects.toMatchObject({ code: 'notTaken' });
    },
  );
});
