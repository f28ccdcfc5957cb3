import { haloErrors } from '../../halo';
import { accessTo, apiRequests, clientFor, closeAll, startHalo } from './server';

afterEach(closeAll);

/** A client on a HaloPSA that always answers this. */
async function haloAnswering(body: unknown, status = 200) {
  const server = await startHalo(() => ({ status, body }));
  return { server, halo: clientFor(server), access: accessTo(server) };
}

const licence = { id: 1, name: 'Backup', client_id: 12, count: 3, is_active: true, deleted: false };

describe('rows are checked again, because HaloPSA ignores filters it does not know', () => {
  it('licences of another customer, inactive and deleted ones are left out', async () => {
    const { halo, access } = await haloAnswering({
      record_count: 4,
      licences: [
        licence,
        { ...licence, id: 2, client_id: 13 },
        { ...licence, id: 3, is_active: false },
        { ...licence, id: 4, deleted: true },
      ],
    });
    const active = await halo.softwareLicences(access, { customerId: 12 });
    expect(active).toMatchObject({ items: [{ id: 1 }], ids: [1, 2, 3, 4], total: 4, received: 4, follows: 'no' });
    const all = await halo.softwareLicences(access, { customerId: 12, includeInactive: true });
    expect(all.items.map(({ id }) => id)).toEqual([1, 3, 4]);
  });

  it('priorities of another SLA are left out, hidden ones are told', async () => {
    const row = { slaid: 2, priorityid: 1, name: 'High', ishidden: true };
    const { halo, access } = await haloAnswering([row, { ...row, slaid: 3 }]);
    await expect(halo.priorities(access, { slaId: 2 })).resolves.toMatchObject({
      items: [{ id: 1, slaId: 2, name: 'High', hidden: true }],
    });
  });

  it('tickets of another customer, summary or state are left out', async () => {
    const row = { id: 1, summary: 'Backup failed (BK-7F3K2Q)', client_id: 12, status_id: 1, tickettype_id: 2 };
    const { halo, access } = await haloAnswering({
      record_count: 4,
      tickets: [
        row,
        { ...row, id: 2, client_id: 13 },
        { ...row, id: 3, summary: 'Other' },
        { ...row, id: 4, hasbeenclosed: true },
      ],
    });
    const query = { customerId: 12, summaryContains: 'bk-7f3k2q', openOnly: true };
    expect((await halo.tickets(access, query)).items.map(({ id }) => id)).toEqual([1]);
  });

  it('ticket types that cannot be created, or are for something else than requests, are left out', async () => {
    const { halo, access } = await haloAnswering([
      { id: 1, name: 'Incident', cancreate: true, domain: 'Reqs' },
      { id: 2, name: 'HR', cancreate: 0, domain: 'reqs' },
      { id: 3, name: 'Sale', cancreate: true, domain: 'opps' },
      { id: 4, name: 'Of an old HaloPSA' },
    ]);
    const creatable = await halo.ticketTypes(access, { creatableOnly: true });
    expect(creatable.items.map(({ id }) => id)).toEqual([1, 4]);
    expect((await halo.ticketTypes(access)).items.map(({ id }) => id)).toEqual([1, 2, 4]);
  });

  it('customers whose name was not searched for are left out, whatever their case and accents', async () => {
    const { halo, access } = await haloAnswering([
      { id: 1, name: 'Café Zürich' },
      { id: 2, name: 'ZURICH AND THE CAFE' },
      { id: 3, name: 'Acme' },
    ]);
    const found = await halo.customers(access, { search: 'cafe zü' });
    expect(found.items.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('a row that comes twice counts once', async () => {
    const { halo, access } = await haloAnswering({
      record_count: 3,
      licences: [licence, { ...licence, id: 2 }, licence],
    });
    const page = await halo.softwareLicences(access);
    expect(page.items.map(({ id }) => id)).toEqual([1, 2]);
    expect(page).toMatchObject({ ids: [1, 2], received: 3, unreadable: 0 });
  });

  it('a row whose id says “none” is left out, and counted', async () => {
    const { halo, access } = await haloAnswering([0, -1, 1].map((id) => ({ id, name: 'Standard' })));
    const usable = { items: [{ id: 1 }], unreadable: 2 };
    expect(await halo.slas(access)).toMatchObject(usable);
    expect(await halo.customers(access)).toMatchObject({ ...usable, ids: [1], received: 3 });
  });

  it('inactive customers are left out unless wanted', async () => {
    const { halo, access } = await haloAnswering([
      { id: 1, name: 'A' },
      { id: 2, name: 'B', inactive: true },
    ]);
    expect((await halo.customers(access)).items).toHaveLength(1);
    expect((await halo.customers(access, { includeInactive: true })).items).toHaveLength(2);
  });
});

describe('questions', () => {
  it('ask for a page in HaloPSA’s spelling', async () => {
    const { server, halo, access } = await haloAnswering({ record_count: 0, clients: [] });
    await halo.customers(access, { search: 'acme & co', page: 2, pageSize: 25 });
    expect(Object.fromEntries(apiRequests(server)[0]?.query ?? [])).toEqual({
      search: 'acme & co',
      search_name_only: 'true',
      pageinate: 'true',
      page_no: '2',
      page_size: '25',
      order: 'id',
    });
  });

  it('tell where a record cannot be read, and not with which value', async () => {
    const { halo, access } = await haloAnswering({ id: 'x', name: 'A' });
    const error = await halo.softwareLicence(access, 12).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'oddRecord', detail: 'id' });
  });

  test.each<[string, (record: object) => unknown]>([
    ['alone', (record) => record],
    ['first of several', (record) => [record, { ...record, id: 42 }]],
    ['under a key', (record) => ({ record_count: 1, rows: [record] })],
    ['inside of one without an id', (record) => ({ name: 'A', parent: record })],
  ])('answered with another record are not answered: it comes %s', async (_, answer) => {
    const other = { id: 43, name: 'A', summary: 'A', client_id: 12, count: 3 };
    const { halo, access } = await haloAnswering(answer(other));
    for (const ask of [halo.softwareLicence, halo.customer, halo.ticket])
      await expect(ask(access, 42)).rejects.toMatchObject({ code: 'oddRecord', detail: 'id' });
  });

  test.each([[{ clients: {} }], [{ record_count: null }], [{ customers: [] }], ['Acme']])(
    'answered with %j for a list are answered, so HaloPSA is there',
    async (body) => {
      const server = await startHalo(() => ({
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }));
      await expect(clientFor(server).customers(accessTo(server))).rejects.toMatchObject({ code: 'oddList' });
      expect(haloErrors.oddList).toMatchObject({ outcome: 'refused', retryable: false });
    },
  );

  it('answered with an error and 200 are refused in HaloPSA’s words', async () => {
    const { halo, access } = await haloAnswering({ error: 'Licence expired' });
    for (const ask of [halo.slas(access), halo.customers(access), halo.customer(access, 1), halo.agent(access)])
      await expect(ask).rejects.toMatchObject({ code: 'rejected', detail: 'Licence expired' });
  });

  test.each([
    ['a page', '<html>', 'text/html', 'unavailable'],
    ['half a reply', '[{"id":', 'application/json', 'unexpectedReply'],
    ['nothing', '', '', 'unavailable'],
  ])('answered with %s and 200 are %s', async (_, body, contentType, code) => {
    const headers: Record<string, string> = contentType === '' ? {} : { 'content-type': contentType };
    const server = await startHalo(() => ({ body, headers }));
    await expect(clientFor(server).slas(accessTo(server))).rejects.toMatchObject({ code });
  });
});

describe('a new ticket', () => {
  const ticket = { summary: 'S', details: 'D', ticketTypeId: 21, customerId: 12, slaId: 2, priorityId: 1 };

  it('is one element, with HaloPSA’s names', async () => {
    const { server, halo, access } = await haloAnswering({ id: 2001, summary: 'S' }, 201);
    await expect(halo.createTicket(access, ticket)).resolves.toEqual({ id: 2001 });
    expect(JSON.parse(apiRequests(server)[0]?.body ?? '')).toEqual([
      {
        summary: 'S',
        details: 'D',
        tickettype_id: 21,
        client_id: 12,
        sla_id: 2,
        priority_id: 1,
        donotapplytemplateintheapi: true,
      },
    ]);
  });

  test.each([[[{ id: 2001 }]], [{ tickets: [{ id: 2001 }] }], [{ id: '2001' }]])(
    'is known by the reply %j',
    async (body) => {
      const { halo, access } = await haloAnswering(body);
      await expect(halo.createTicket(access, ticket)).resolves.toEqual({ id: 2001 });
    },
  );

  test.each([[{}], [[]], [{ id: 0 }], [{ id: -1 }]])('may exist after the reply %j', async (body) => {
    const { halo, access } = await haloAnswering(body);
    await expect(halo.createTicket(access, ticket)).rejects.toMatchObject({ code: 'unexpectedReply' });
  });

  it('is refused in HaloPSA’s words', async () => {
    const server = await startHalo(() => ({
      status: 400,
      body: '"A Site must be selected"',
      headers: { 'content-type': 'application/json' },
    }));
    await expect(clientFor(server).createTicket(accessTo(server), ticket)).rejects.toMatchObject({
      code: 'rejected',
      detail: 'A Site must be selected',
    });
  });
});

describe('writes', () => {
  it('fail when a page answers', async () => {
    const server = await startHalo(() => ({ body: '<html>', headers: { 'content-type': 'text/html' } }));
    const write = clientFor(server).writeLicenceCount(accessTo(server), { id: 1, count: 2 });
    await expect(write).rejects.toMatchObject({ code: 'unavailable', status: 200 });
  });

  test.each([1.5, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'a count of %d is refused without a request',
    async (count) => {
      const { server, halo, access } = await haloAnswering({});
      await expect(halo.writeLicenceCount(access, { id: 1, count })).rejects.toMatchObject({ code: 'rejected' });
      expect(server.received).toHaveLength(0);
    },
  );

  it('a note is hidden and sends no e-mail unless told', async () => {
    const { server, halo, access } = await haloAnswering({ id: 1, ticket_id: 7 }, 201);
    await halo.addNote(access, { ticketId: 7, note: 'N' });
    await halo.addNote(access, { ticketId: 7, note: 'N', hiddenFromUser: false });
    expect(apiRequests(server).map(({ body }) => JSON.parse(body))).toEqual([
      [{ ticket_id: 7, note: 'N', outcome: 'Internal Note', hiddenfromuser: true, sendemail: false }],
      [{ ticket_id: 7, note: 'N', outcome: 'Note', hiddenfromuser: false, sendemail: false }],
    ]);
  });
});

describe('the closed status', () => {
  const statuses = [
    { id: 1, name: 'New' },
    { id: 41, name: 'Erledigt' },
    { id: 2, name: 'In Progress' },
  ];

  it('is the one named Closed', async () => {
    const { server, halo, access } = await haloAnswering([...statuses, { id: 77, name: ' closed' }]);
    await expect(halo.closedStatus(access, { ticketTypeId: 21 })).resolves.toMatchObject({ id: 77, name: 'closed' });
    expect(apiRequests(server)).toHaveLength(1);
  });

  it('is else the one that HaloPSA leaves out of the open ones', async () => {
    const server = await startHalo(({ query }) => ({
      body: query.get('excludeclosed') ? statuses.filter(({ id }) => id !== 41) : statuses,
    }));
    const found = clientFor(server).closedStatus(accessTo(server), { ticketTypeId: 21 });
    await expect(found).resolves.toMatchObject({ id: 41, name: 'Erledigt' });
  });

  it('is not guessed', async () => {
    const { halo, access } = await haloAnswering(statuses);
    await expect(halo.closedStatus(access, { ticketTypeId: 21 })).rejects.toMatchObject({ code: 'noClosedStatus' });
  });
});

describe('the agent', () => {
  test.each([401, 403])('of a token that is refused with %i has an application without scope', async (status) => {
    const { halo, access } = await haloAnswering(undefined, status);
    await expect(halo.agent(access)).rejects.toMatchObject({ code: 'scopeMissing', status });
  });

  it('that is disabled is told apart', async () => {
    const { halo, access } = await haloAnswering({ id: 3, name: 'API', isdisabled: true });
    await expect(halo.agent(access)).rejects.toMatchObject({ code: 'inactiveAgent' });
  });

  it('is read from two megabytes', async () => {
    const noise = Array.from({ length: 20_000 }, (_, id) => ({ id, text: 'x'.repeat(100) }));
    const { halo, access } = await haloAnswering({
      id: 3,
      name: 'API',
      isapiagent: true,
      claims: [{ type: 'Tx', value: '2' }],
      noise,
    });
    await expect(halo.agent(access)).resolves.toEqual({ id: 3, name: 'API', isApiOnly: true, claims: { Tx: '2' } });
  });
});

describe('a probe', () => {
  it('counts what the agent can see', async () => {
    const { server, halo, access } = await haloAnswering({ record_count: 31, clients: [{ id: 1 }] });
    await expect(halo.probe(access, 'customers')).resolves.toEqual({ readable: true, rows: 31 });
    expect(apiRequests(server)[0]?.query.get('page_size')).toBe('1');
  });

  test.each<[string, unknown]>([
    ['no count', { clients: [{ id: 1 }] }],
    ['a count of 0', { record_count: 0, clients: [{ id: 1 }] }],
    ['a count that is no number', { record_count: 'many', clients: [{ id: 'x' }] }],
    ['no envelope', [{ id: 1 }]],
  ])('sees the row that comes with %s', async (_, body) => {
    const { halo, access } = await haloAnswering(body);
    await expect(halo.probe(access, 'customers')).resolves.toEqual({ readable: true, rows: 1 });
  });

  test.each([401, 403])('takes %i for an answer', async (status) => {
    const { halo, access } = await haloAnswering(undefined, status);
    await expect(halo.probe(access, 'suppliers')).resolves.toEqual({ readable: false, rows: 0 });
  });

  test.each([
    [400, undefined],
    [404, undefined],
    [500, undefined],
    [200, {}],
    [200, { error: 'Module not licensed' }],
  ])('learns nothing from %i %j', async (status, body) => {
    const { halo, access } = await haloAnswering(body, status);
    await expect(halo.probe(access, 'suppliers')).resolves.toEqual({ readable: null, rows: 0 });
  });

  it('has seen rows when more came than fit', async () => {
    const server = await startHalo(() => ({ body: Array.from({ length: 1_000 }, (_, id) => ({ id })) }));
    const halo = clientFor(server, { maxBodyBytes: 1_000 });
    await expect(halo.probe(accessTo(server), 'suppliers')).resolves.toEqual({ readable: true, rows: 1 });
  });

  test.each([
    [429, 'rateLimited'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
  ])('does not take an outage for an answer: %i', async (status, code) => {
    const { halo, access } = await haloAnswering(undefined, status);
    await expect(halo.probe(access, 'tickets')).rejects.toMatchObject({ code });
  });
});
