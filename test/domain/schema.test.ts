import fc from 'fast-check';
import type { z } from 'zod';
import * as schema from '../../domain/schema';
import { incidents, report } from './samples';

/** The fields that a schema finds wrong in a value; an unknown one counts. */
function wrongFields(of: z.ZodType, value: unknown): readonly string[] {
  const issues = of.safeParse(value).error?.issues ?? [];
  return issues.flatMap(({ path, ...issue }) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return unknown.map((key) => [...path, ...(key === undefined ? [] : [key])].join('.'));
  });
}

const messages = (of: z.ZodType, value: unknown) => of.safeParse(value).error?.issues.map(({ message }) => message);

const connection = { siteUrl: 'x.halopsa.com', clientId: 'client', clientSecret: 'secret' };
const mapping = { customerId: 12, softwareLicenceId: 900, revision: 0 };
const customers = { list: 'customers', search: 'ini', page: 2 };

const good: readonly (readonly [string, z.ZodType, object])[] = [
  ['ConnectionRequest', schema.ConnectionRequest, connection],
  ['TicketMapping', schema.TicketMapping, incidents],
  ['MappingRequest', schema.MappingRequest, mapping],
  ['OrganizationReport', schema.OrganizationReport, report],
  ['ChoicesRequest', schema.ChoicesRequest, customers],
  ['Actor', schema.Actor, { id: 'u-1', name: 'Ada' }],
  ['Seats', schema.Seats, report.seats],
];

describe.each(good)('%s', (_name, of, value) => {
  it('takes what is right as it is', () => {
    expect(of.parse(value)).toEqual(value);
  });

  it('names a field that it does not know', () => {
    expect(wrongFields(of, { ...value, admin: true })).toEqual(['admin']);
  });

  it('names __proto__ as a field that it does not know, and changes no prototype', () => {
    const hostile: unknown = JSON.parse(`{"__proto__":{"admin":true},${JSON.stringify(value).slice(1)}`);
    expect(wrongFields(of, hostile)).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('admin');
  });

  it('names each field that is a megabyte long, in a short answer', () => {
    const huge = Object.fromEntries(Object.keys(value).map((key) => [key, 'x'.repeat(1_048_576)]));
    const { error } = of.safeParse(huge);
    const wrong = new Set(wrongFields(of, huge));
    expect([...wrong]).toEqual(expect.arrayContaining('list' in value ? ['list'] : Object.keys(value)));
    expect(JSON.stringify(error?.issues).length).toBeLessThan(2500);
  });

  it.each([null, undefined, 'text', 7, true, [[]]])('refuses %j', (other) => {
    expect(of.safeParse(other).success).toBe(false);
  });

  it('takes what it gave, and throws at nothing', () => {
    const anyFields = fc.record(Object.fromEntries(Object.keys(value).map((key) => [key, fc.anything()])));
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), anyFields), (input) => {
        const first = of.safeParse(input);
        if (first.success) expect(of.parse(first.data)).toEqual(first.data);
      }),
    );
  });
});

describe('a Client ID or a secret', () => {
  test.each([
    ['spaces and a line break', ' secret\r\n'],
    ['a space without width', '\u200bsecret\u200b'],
    ['a mark of byte order', '\ufeffsecret'],
    ['a wide space', '\u00a0secret\u2003'],
    ['many of them', `${'\u200b \u2060'.repeat(20_000)}secret${'\ufeff'.repeat(20_000)}`],
  ])('is taken without %s around it', (_, copied) => {
    const { clientId, clientSecret } = schema.ConnectionRequest.parse({
      ...connection,
      clientId: copied,
      clientSecret: copied,
    });
    expect([clientId, clientSecret]).toEqual(['secret', 'secret']);
  });

  test.each(['\u200b', '\ufeff', '\u00a0', '\n', '\t', '\u0000', '\u2028', '\ud800', '\u202e'])(
    'with %j inside is refused, and the field is named',
    (invisible) => {
      const value = { ...connection, clientId: `a${invisible}b`, clientSecret: `a${invisible}b` };
      expect(wrongFields(schema.ConnectionRequest, value)).toEqual(['clientId', 'clientSecret']);
      expect(messages(schema.ConnectionRequest, value)).toEqual([
        'There is a line break or an invisible character inside of the Client ID. Copy it again.',
        'There is a line break or an invisible character inside of the Client Secret. Copy it again.',
      ]);
    },
  );

  test.each(['', ' ', '\u200b', '\u00a0\ufeff'])('of nothing that can be seen (%j) is to be filled in', (nothing) => {
    expect(messages(schema.ConnectionRequest, { ...connection, clientSecret: nothing })).toEqual([
      'Fill in the Client Secret.',
    ]);
  });

  it('may have a plain space inside', () => {
    expect(schema.ConnectionRequest.parse({ ...connection, clientSecret: 'a b' }).clientSecret).toBe('a b');
  });
});

describe('an id', () => {
  test.each(['p', 'p-42', 'P_42', '0', 'a'.repeat(64)])('%s is one', (id) => {
    expect(schema.PartnerId.parse(id)).toBe(id);
  });

  test.each(['', '-p', '_p', 'p:42', 'p 42', 'p/42', 'p\n', 'p\u0000', 'pé', 'a'.repeat(65), 'a'.repeat(1_048_576)])(
    '%# is none',
    (id) => {
      expect(messages(schema.OrganizationId, id)).toEqual([
        'Use 1 to 64 letters, digits, "-" or "_", the first a letter or digit.',
      ]);
    },
  );
});

describe('the Connect form', () => {
  it('trims what was typed', () => {
    expect(schema.ConnectionRequest.parse({ ...connection, clientId: ' client\n' })).toEqual(connection);
  });

  it('says which field to fill in', () => {
    expect(messages(schema.ConnectionRequest, { siteUrl: '', clientId: ' ', clientSecret: '\t' })).toEqual([
      'Fill in the Site URL.',
      'Fill in the Client ID.',
      'Fill in the Client Secret.',
    ]);
  });

  it('names the fields that are missing, too long or no text', () => {
    expect(wrongFields(schema.ConnectionRequest, {})).toEqual(['siteUrl', 'clientId', 'clientSecret']);
    const wrong = { siteUrl: 'x'.repeat(2049), clientId: 42, clientSecret: 'x'.repeat(1025) };
    expect(wrongFields(schema.ConnectionRequest, wrong)).toEqual(['siteUrl', 'clientId', 'clientSecret']);
  });

  it('never repeats a secret in what is wrong with it', () => {
    const { error } = schema.ConnectionRequest.safeParse({ ...connection, clientSecret: { s3cret: 's3cret' } });
    expect(error?.issues).toHaveLength(1);
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });
});

describe('the ticket mapping form', () => {
  it('acceptance 28: all four choices are required, and each is named', () => {
    expect(wrongFields(schema.TicketMapping, {})).toEqual(['seatCount', 'ticketTypeId', 'slaId', 'priorityId']);
    expect(messages(schema.TicketMapping, { seatCount: 'used' })).toEqual([
      'Choose a ticket type.',
      'Choose an SLA.',
      'Choose a priority.',
    ]);
  });

  test.each(['used', 'purchased', 'active', 'none'])('acceptance 27: syncs %s seats', (seatCount) => {
    expect(schema.TicketMapping.parse({ ...incidents, seatCount })).toEqual({ ...incidents, seatCount });
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '1', null, [1], true])(
    'names a ticket type that is no id: %p',
    (ticketTypeId) => {
      expect(wrongFields(schema.TicketMapping, { ...incidents, ticketTypeId })).toEqual(['ticketTypeId']);
    },
  );
});

describe('Manage Connection', () => {
  it('acceptance 48 and 49: needs both the customer and the licence', () => {
    expect(messages(schema.MappingRequest, {})).toEqual(['Choose a customer.', 'Choose a software licence.']);
  });

  it('acceptance 56: may name the revision that the page showed', () => {
    const { revision, ...without } = mapping;
    expect(schema.MappingRequest.parse(without)).toEqual(without);
    expect(wrongFields(schema.MappingRequest, { ...without, revision: revision - 1 })).toEqual(['revision']);
  });
});

describe('what the portal reports of an organization', () => {
  test.each([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(257) }],
    ['status', { status: 'deleted' }],
    ['observedAt', { observedAt: 'yesterday' }],
    ['observedAt', { observedAt: '2026-01-05T00:00:00' }],
    ['observedAt', { observedAt: '2026-02-30T00:00:00Z' }],
    ['seats', { seats: null }],
    ['seats.used', { seats: { ...report.seats, used: -1 } }],
    ['seats.purchased', { seats: { ...report.seats, purchased: 10_000_001 } }],
    ['seats.active', { seats: { ...report.seats, active: 1.5 } }],
    ['seats.spare', { seats: { ...report.seats, spare: 1 } }],
    ['domain', { domain: '' }],
    ['entraTenantId', { entraTenantId: 'initech' }],
    ['otherPsa', { otherPsa: 'x'.repeat(65) }],
  ])('names %s: %j', (field, changed) => {
    expect(wrongFields(schema.OrganizationReport, { ...report, ...changed })).toEqual([field]);
  });

  it('takes what is optional, and an instant with any offset', () => {
    const full = {
      ...report,
      observedAt: '2026-01-05T02:00:00+02:00',
      domain: 'initech.example',
      otherPsa: 'ConnectWise',
      entraTenantId: '6f1c2c0e-8f0b-4a5e-9d0a-3a1a5f1f0b11',
    };
    expect(schema.OrganizationReport.parse(full)).toEqual(full);
  });
});

describe('a list for a form', () => {
  it('starts at the first page of all customers', () => {
    expect(schema.ChoicesRequest.parse({ list: 'customers' })).toEqual({ list: 'customers', search: '', page: 1 });
  });

  test.each([
    ['list', { list: 'users' }],
    ['list', {}],
    ['slaId', { list: 'priorities' }],
    ['customerId', { list: 'software-licences' }],
    ['page', { ...customers, page: 0 }],
    ['search', { ...customers, search: 'x'.repeat(101) }],
    ['search', { list: 'slas', search: 'gold' }],
  ])('names %s: %j', (field, value) => {
    expect(wrongFields(schema.ChoicesRequest, value)).toEqual([field]);
  });
});
