import { defaultSeatPolicy } from '../../../domain/seats/policy';
import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import {
  acme,
  connectedPartner,
  connection,
  credentialsOf,
  mapping,
  quieten,
  register,
  target,
  ticketMapping,
} from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const deep = (open: string, close: string, value: string) => open.repeat(5_000) + value + close.repeat(5_000);
const withField = (of: object, json: string) => `${JSON.stringify(of).slice(0, -1)},${json}}`;

type Body = Readonly<Record<string, unknown>>;

/** A write of every form, with a body that is right and a field of it. */
const forms = (): readonly (readonly [method: string, path: string, body: Body, field: string])[] => [
  ['PUT', '/halopsa/connection', credentialsOf(system), 'clientId'],
  ['PUT', '/halopsa/ticket-mapping', ticketMapping, 'slaId'],
  ['PUT', '/organizations/o1', acme, 'name'],
  ['PUT', '/organizations/o1/halopsa/mapping', target(system), 'customerId'],
  ['PUT', '/halopsa/seat-sync/policy', defaultSeatPolicy, 'maxReportAgeHours'],
  ['POST', '/halopsa/seat-sync/run', { startsNew: false }, 'startsNew'],
  ['POST', '/organizations/o1/halopsa/seats/approve', { count: 3 }, 'count'],
  ['POST', '/organizations/o1/halopsa/seats/dismiss', { count: 3 }, 'count'],
  ['POST', '/organizations/o1/halopsa/seats/choose', { choice: 'ours', theirs: 3 }, 'choice'],
  ['POST', '/organizations/o1/halopsa/seats/choose', { choice: 'ours', theirs: 3 }, 'theirs'],
];

/** What is wrong with a body, and which fields the answer has to name. */
const hostileBodies = (
  body: Body,
  field: string,
): readonly (readonly [string, unknown, number, readonly string[]])[] => [
  ['an unknown field', { ...body, isAdmin: true }, 400, ['isAdmin']],
  ['a prototype', withField(body, '"__proto__":{"polluted":true}'), 400, ['__proto__']],
  ['a constructor', withField(body, '"constructor":{"prototype":{"polluted":true}}'), 400, ['constructor']],
  ['an object for a value', { ...body, [field]: { $gt: '' } }, 400, [field]],
  ['an array for a value', { ...body, [field]: [1] }, 400, [field]],
  ['a truth for a value', { ...body, [field]: body[field] === false ? 'true' : true }, 400, [field]],
  ['a huge number', withField(body, `"${field}":1e400`), 400, [field]],
  ['a string of 60 KB', { ...body, [field]: 'x'.repeat(60_000) }, 400, [field]],
  ['deep arrays', withField(body, `"${field}":${deep('[', ']', '')}`), 400, [field]],
  ['deep objects', withField(body, `"${field}":${deep('{"a":', '}', '1')}`), 400, [field]],
  ['a string of 1 MB', { ...body, [field]: 'x'.repeat(1_000_000) }, 413, []],
  ['broken JSON', JSON.stringify(body).slice(0, -1), 400, []],
  ['an array', [body], 400, []],
  ['nothing', 'null', 400, []],
];

const gateOf = (partner: Partner) =>
  eventually(
    () => connection(partner),
    ({ body }) => body.gate !== null,
  );

it('refuses hostile bodies with the fields that are wrong, and changes nothing', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  const o1 = '/organizations/o1/halopsa';
  const paths = ['/halopsa/connection', `${o1}/mapping`, `${o1}/seats`, '/halopsa/seat-sync/run'];
  const seen = (of: Partner) => Promise.all(paths.map(async (path) => (await of.call('GET', path)).body));
  await gateOf(partner);
  const before = await seen(partner);
  for (const [method, path, right, field] of forms()) {
    for (const [name, body, status, fields] of hostileBodies(right, field)) {
      const refused = await partner.call(method, path, { body });
      expect({ path, name, status: refused.status, fields: Object.keys(Object(refused.body.fields)) }).toEqual({
        path,
        name,
        status,
        fields,
      });
      expect(refused.text).not.toContain('xxxx');
    }
  }
  expect(await seen(partner)).toEqual(before);
  expect(Object({}).polluted).toBeUndefined();
});

it.each(['/organizations/o1/halopsa/seats/preview', '/halopsa/operations/retry'])(
  'answers %s, which takes no body, as if none had been sent',
  async (path) => {
    const partner = await connectedPartner(system);
    await register(partner, 'o1');
    await gateOf(partner);
    const { status, body: answer } = await partner.call('POST', path);
    for (const [name, body] of hostileBodies({ count: 3 }, 'count')) {
      const { status: same, body: again } = await partner.call('POST', path, { body });
      expect({ name, status: same, answer: again }).toEqual({ name, status, answer });
    }
    expect(Object({}).polluted).toBeUndefined();
  },
);

it.each(['"; DROP TABLE', "' OR 1=1 --", '<script>', '%', '*', '../..', '🧨'.repeat(40), '€'.repeat(90)])(
  'takes odd text for what it is: %j',
  async (text) => {
    const partner = await connectedPartner(system);
    const found = await partner.call('GET', `/halopsa/choices/customers?search=${encodeURIComponent(text)}`);
    expect(found).toMatchObject({ status: 200, body: { items: [] } });
    expect(await register(partner, 'o1', { name: text })).toMatchObject({ status: 200, body: { name: text } });
    expect((await mapping(partner, 'o1')).body).toMatchObject({ name: text });
    expect((await partner.call('GET', `/organizations?search=${encodeURIComponent(text)}`)).status).toBe(200);
  },
);

it('takes text that nobody sees for no text', async () => {
  const partner = await connectedPartner(system);
  const unseen = '\u0000\u202e\u200b';
  const search = encodeURIComponent(`${unseen}no such customer`);
  const found = await partner.call('GET', `/halopsa/choices/customers?search=${search}`);
  expect(found).toMatchObject({ status: 200, body: { items: [] } });
  expect(await register(partner, 'o1', { name: unseen })).toMatchObject({
    status: 400,
    body: { fields: { name: expect.any(String) } },
  });
  expect(await register(partner, 'o1', { name: `Ac${unseen}me` })).toMatchObject({
    status: 200,
    body: { name: 'Acme' },
  });
});

it('takes the longest ids and the longest search together', async () => {
  const id = 'p'.repeat(64);
  const token = await system.api.tokens.sign({ partner: id, partner_path: [id] });
  const path = `/v1/partners/${id}/halopsa/choices/customers?page=10000&search=${encodeURIComponent('€'.repeat(90))}`;
  expect(await system.api.call('GET', path, { token })).toMatchObject({
    status: 409,
    body: { code: 'connection.notConnected' },
  });
});
