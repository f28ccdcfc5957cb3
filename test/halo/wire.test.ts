import { z } from 'zod';
import { listOf, oneOf } from '../../halo/envelopes';
import { Customer, HaloAgent, Priority, SoftwareLicence, Ticket, TicketType, TokenReply } from '../../halo/wire';

describe('a list', () => {
  const customers = listOf(Customer, 'clients');
  const acme = { id: 1, name: 'Acme', inactive: false };

  const one = { rows: [{ ...acme, odd: [] }], received: 1 };
  const none = { rows: [], received: 0, total: null };

  test.each([
    ['in its envelope', { record_count: 31, clients: [acme] }, { ...one, total: 31 }],
    ['with paging', { page_no: 1, page_size: 50, record_count: 31, clients: [acme] }, { ...one, total: 31 }],
    ['with numbers as strings', { record_count: '31', clients: [{ ...acme, id: '1' }] }, { ...one, total: 31 }],
    ['without a count', { clients: [acme] }, { ...one, total: null }],
    ['with a count of 0', { record_count: 0, clients: [acme] }, { ...one, total: null }],
    ['with a count that is no number', { record_count: '', clients: [acme] }, { ...one, total: null }],
    ['bare', [acme], { ...one, total: null }],
    [
      'with fields nobody knows',
      { record_count: 1, clients: [{ ...acme, colour: '#fff' }], x: 1 },
      { ...one, total: 1 },
    ],
    ['null in its envelope', { record_count: 0, clients: null }, none],
    ['left out when empty', { record_count: 0 }, none],
    ['null', null, none],
    [
      'with rows that cannot be read',
      [null, acme, 'x', { id: 'x1' }, { name: 'Acme' }, { ...acme, id: 9e15 }],
      { ...one, received: 6, total: null },
    ],
  ])('%s', (_, body, list) => {
    expect(customers.parse(body)).toEqual(list);
  });

  test.each([
    ['another object', { error: 'no' }],
    ['another list', { record_count: 3, sites: [] }],
    ['a string', 'Rate Limit Reached'],
    ['nothing', undefined],
    ['a text for rows', { record_count: 1, clients: 'Acme' }],
  ])('is not %s', (_, body) => {
    expect(customers.safeParse(body).success).toBe(false);
  });
});

describe('a name', () => {
  const named = (name: unknown) => Customer.parse({ id: 7, name });

  test.each<[string, unknown, string]>([
    ['a number', 365, '365'],
    ['text with line breaks and tabs', ' Acme\r\n\tLtd ', 'Acme Ltd'],
    ['text that is turned around, or invisible', 'Ac\u200Bme\u202E\uFEFF\u0000 Ltd\uD83E', 'Acme Ltd'],
    ['text with characters of its language', 'Übung “Käse” 株式会社 🧨', 'Übung “Käse” 株式会社 🧨'],
  ])('is %s', (_, given, shown) => {
    expect(named(given)).toMatchObject({ name: shown, odd: [] });
  });

  it('of a megabyte is cut off', () => {
    const { name } = named('🧨'.repeat(500_000));
    expect([[...name].length, name.endsWith('🧨…')]).toEqual([200, true]);
  });

  test.each([[undefined], [null], [''], ['\u200B'], ['\u3164\u115F'], ['\u2800'], [{}], [true]])(
    'is the id for %j, and that is said',
    (given) => {
      expect(named(given)).toMatchObject({ name: '#7', odd: ['name'] });
    },
  );
});

describe('a flag', () => {
  test.each([true, 'true', 'TRUE ', 1, '1'])('is set by %j', (inactive) => {
    expect(Customer.parse({ id: 1, name: 'A', inactive }).inactive).toBe(true);
  });
  test.each([false, 'false', 0, '0', null, undefined])('is not set by %j', (inactive) => {
    expect(Customer.parse({ id: 1, name: 'A', inactive }).inactive).toBe(false);
  });
});

describe('one record', () => {
  const record = oneOf(z.object({ id: z.number() }));

  test.each([
    ['bare', { id: 7 }],
    ['bare, with lists inside', { customfields: [{ id: 1 }], id: 7 }],
    ['in an array', [{ id: 7 }]],
    ['in an envelope', { record_count: 1, tickets: [{ id: 7 }] }],
    ['wrapped', { ticket: { id: 7 } }],
  ])('%s', (_, body) => {
    expect(record.parse(body)).toEqual({ id: 7 });
  });

  test.each([[[]], [null], ['7'], [{ tickets: [] }], [{}], [undefined]])('is not %j', (body) => {
    expect(record.safeParse(body).success).toBe(false);
  });
});

describe('a Software Licence', () => {
  const row = { id: 4, name: 'Backup', client_id: 12, client_name: 'Acme', count: 10 };
  const licence = {
    id: 4,
    name: 'Backup',
    customerId: 12,
    customerName: 'Acme',
    count: 10,
    active: true,
    deleted: false,
    odd: [] as string[],
  };

  test.each([
    ['of an old version, without its states', row, licence],
    ['with a double for a count', { ...row, count: 10.0 }, licence],
    ['with a count as text', { ...row, count: '10.0' }, licence],
    ['inactive', { ...row, is_active: false, deleted: true }, { ...licence, active: false, deleted: true }],
    ['without a customer’s name', { ...row, client_name: null, is_active: null }, { ...licence, customerName: null }],
    ['of no customer', { ...row, client_id: -1 }, { ...licence, customerId: -1 }],
  ])('%s', (_, body, parsed) => {
    expect(SoftwareLicence.parse(body)).toEqual(parsed);
  });

  test.each([undefined, null, '', '1,250', 'ten', 1.5, 1e308, 9e15, {}])(
    'whose count is %j has an unknown one',
    (count) => {
      expect(SoftwareLicence.parse({ ...row, count })).toEqual({ ...licence, count: null, odd: ['count'] });
    },
  );

  test.each([undefined, null, '', 'x', 1.5, 9e15])('whose client_id is %j has an unknown customer', (client_id) => {
    expect(SoftwareLicence.parse({ ...row, client_id })).toEqual({ ...licence, customerId: null, odd: ['client_id'] });
  });

  it('whose states cannot be read is taken for an active one, and that is said', () => {
    const body = { ...row, is_active: 'perhaps', deleted: 7 };
    expect(SoftwareLicence.parse(body)).toEqual({ ...licence, odd: ['is_active', 'deleted'] });
  });
});

describe('a Ticket Type', () => {
  test.each([
    [{ default_sla: 3 }, 3],
    [{ default_sla_id: 3 }, 3],
    [{ sla_id: '3' }, 3],
    [{ default_sla: 0, sla_id: 3 }, 3],
    [{ default_sla: -1 }, null],
    [{}, null],
  ])('with %j has the default SLA %s', (body, defaultSlaId) => {
    expect(TicketType.parse({ id: 1, name: 'Incident', ...body })).toMatchObject({
      id: 1,
      name: 'Incident',
      defaultSlaId,
    });
  });
});

it('a Priority goes by its number inside the SLA, not by its UUID', () => {
  const body = {
    id: '4d2f5d0e-0c44-4a1a-8f1b-0d5a7c1f9e11',
    slaid: 2,
    priorityid: 1,
    name: 'Critical',
    ishidden: true,
  };
  expect(Priority.parse(body)).toEqual({ id: 1, slaId: 2, name: 'Critical', hidden: true, odd: [] });
});

describe('a ticket', () => {
  const row = { id: 2001, summary: 'Backup failed', client_id: 12, status_id: 1, tickettype_id: 21 };

  test.each([
    [{}, false],
    [{ hasbeenclosed: true }, true],
    [{ dateclosed: '1901-01-01T00:00:00' }, false],
    [{ dateclosed: '2026-10-05T12:00:00.000' }, true],
    [{ hasbeenclosed: true, dateclosed: '1901-01-01T00:00:00' }, false],
  ])('with %j is closed: %s', (body, closed) => {
    expect(Ticket.parse({ ...row, ...body })).toMatchObject({ id: 2001, customerId: 12, closed });
  });
});

it('claims become a table', () => {
  const claims = [
    { type: 'Tx', value: '2' },
    { type: 'l6', value: 1 },
    { type: 'SA', value: null },
  ];
  expect(HaloAgent.parse({ id: 3, name: 'API', isapiagent: true, claims })).toMatchObject({
    isApiOnly: true,
    claims: { Tx: '2', l6: '1', SA: '' },
  });
  expect(HaloAgent.parse({ id: 3, isapiagent: 1, claims: ['SA', ...claims] })).toMatchObject({
    isApiOnly: true,
    claims: { Tx: '2', l6: '1' },
  });
  expect(HaloAgent.parse({ id: 3, claims: null })).toMatchObject({ name: '', isApiOnly: false, claims: {} });
});

it('of claims that come more than once the highest counts, whatever its place, among the first fifty', () => {
  const claims = [
    { type: 'Tx', value: 1 },
    { type: 'Tx', value: '2' },
    { type: 'Tx', value: 0 },
    { type: 'l6', value: 'True' },
    { type: 'l6', value: '' },
  ];
  expect(HaloAgent.parse({ id: 3, claims })).toMatchObject({ claims: { Tx: '2', l6: 'True' } });
  const many = Array.from({ length: 51 }, (_, index) => ({ type: 'Tx', value: index === 50 ? 2 : 1 }));
  expect(HaloAgent.parse({ id: 3, claims: many })).toMatchObject({ claims: { Tx: '1' } });
});

it('an agent without an id, a name and claims is none', () => {
  for (const body of [{}, { id: 0, name: ' ' }, { isapiagent: true, claims: null }])
    expect(HaloAgent.safeParse(body).success).toBe(false);
  for (const body of [{ id: 3 }, { name: 'API' }, { claims: [] }]) expect(HaloAgent.safeParse(body).success).toBe(true);
});

it('a life that is a hundred thousand lists in each other is none', () => {
  let life: unknown[] = [];
  for (let depth = 0; depth < 100_000; depth++) life = [life];
  expect(TokenReply.parse({ access_token: 't', expires_in: life })).toEqual({ token: 't', lifeMs: null });
});

it('of megabytes of claims only those are kept that rights are judged by, and a name is cut', () => {
  const claims = [
    ...Array.from({ length: 20_000 }, (_, index) => ({ type: `c${index}`, value: 'x'.repeat(100) })),
    { type: 'Sx', value: 'y'.repeat(1_000_000) },
    { type: 'Lx', value: { of: 'another shape' } },
    { type: null },
    'nonsense',
    { type: 'Tx', value: 2 },
  ];
  const agent = HaloAgent.parse({ id: 3, name: 'n'.repeat(1_000_000), claims });
  expect(agent).toMatchObject({
    name: `${'n'.repeat(199)}…`,
    claims: { Tx: '2', Sx: `${'y'.repeat(199)}…` },
  });
  expect(JSON.stringify(agent).length).toBeLessThan(1_000);
});

it('a million claims that are none take less than three seconds of computing', () => {
  const before = process.cpuUsage();
  const claims = Array.from({ length: 1_000_000 }, (_, index) => (index % 2 === 0 ? {} : { type: index }));
  expect(HaloAgent.parse({ id: 3, claims })).toMatchObject({ claims: {} });
  expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
});
