import { connect } from 'node:net';
import type { RunningApi } from './running-api';
import { startApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const partner = '/v1/partners/p1';
const connection = `${partner}/halopsa/connection`;
const credentials = { siteUrl: 'x.halopsa.com', clientId: 'client-1234', clientSecret: 'seeded-secret' };
const report = {
  name: 'Acme',
  status: 'active',
  seats: { used: 1, purchased: 2, active: 1 },
  observedAt: '2026-01-01T00:00:00Z',
};

it.each([
  ['malformed JSON', 'PUT', connection, '{"siteUrl":', 400, undefined],
  ['a text', 'PUT', connection, '"x"', 400, undefined],
  ['nothing', 'PUT', connection, undefined, 400, []],
  ['an array', 'PUT', connection, [], 400, []],
  ['an empty object', 'PUT', connection, {}, 400, ['siteUrl', 'clientId', 'clientSecret']],
  ['blanks', 'PUT', connection, { ...credentials, clientId: '  ' }, 400, ['clientId']],
  ['a wrong type', 'PUT', connection, { ...credentials, clientSecret: { a: 1 } }, 400, ['clientSecret']],
  ['an unknown field', 'PUT', connection, { ...credentials, admin: true }, 400, ['admin']],
  ['a long text', 'PUT', connection, { ...credentials, siteUrl: 'x'.repeat(3000) }, 400, ['siteUrl']],
  [
    'a prototype',
    'PUT',
    connection,
    '{"siteUrl":"x","clientId":"c","clientSecret":"s","__proto__":{}}',
    400,
    ['__proto__'],
  ],
  ['a megabyte', 'PUT', connection, { ...credentials, siteUrl: 'x'.repeat(1_000_000) }, 413, undefined],
  ['nothing to check', 'POST', `${partner}/halopsa/site-url`, {}, 400, ['siteUrl']],
  [
    'an http Site URL to check',
    'POST',
    `${partner}/halopsa/site-url`,
    { siteUrl: 'http://x.halopsa.com' },
    422,
    ['siteUrl'],
  ],
  ['an http Site URL', 'PUT', connection, { ...credentials, siteUrl: 'http://x.halopsa.com' }, 422, ['siteUrl']],
  ['a port in the Site URL', 'PUT', connection, { ...credentials, siteUrl: 'x.halopsa.com:8443' }, 422, ['siteUrl']],
  [
    'text for ids',
    'PUT',
    `${partner}/halopsa/ticket-mapping`,
    { seatCount: 'used', ticketTypeId: '1' },
    400,
    ['ticketTypeId', 'slaId', 'priorityId'],
  ],
  [
    'an unknown seat count',
    'PUT',
    `${partner}/halopsa/ticket-mapping`,
    { seatCount: 'all', ticketTypeId: 1, slaId: 1, priorityId: 1 },
    400,
    ['seatCount'],
  ],
  [
    'huge ids',
    'PUT',
    `${partner}/organizations/o1/halopsa/mapping`,
    { customerId: 2 ** 40, softwareLicenceId: 1 },
    400,
    ['customerId'],
  ],
  [
    'negative seats',
    'PUT',
    `${partner}/organizations/o1`,
    { ...report, seats: { used: -1, purchased: 1, active: 1 } },
    400,
    ['seats.used'],
  ],
  [
    'a time without an offset',
    'PUT',
    `${partner}/organizations/o1`,
    { ...report, observedAt: '2026-01-01 00:00' },
    400,
    ['observedAt'],
  ],
  [
    'a time of the future',
    'PUT',
    `${partner}/organizations/o1`,
    { ...report, name: '', observedAt: '2062-01-01T00:00:00Z' },
    400,
    ['name', 'observedAt'],
  ],
  ['a bad organization id', 'PUT', `${partner}/organizations/a:b`, report, 400, ['organizationId']],
  ['a quote in an organization id', 'PUT', `${partner}/organizations/a%22b`, report, 400, ['organizationId']],
  ['a bad escape', 'GET', `${partner}/organizations/%E0%A4%A/halopsa/mapping`, undefined, 400, undefined],
  ['no SLA', 'GET', `${partner}/halopsa/choices/priorities`, undefined, 400, ['slaId']],
  ['an SLA that is no number', 'GET', `${partner}/halopsa/choices/priorities?slaId=1e3`, undefined, 400, ['slaId']],
  ['two SLAs', 'GET', `${partner}/halopsa/choices/priorities?slaId=1&slaId=2`, undefined, 400, ['slaId']],
  ['page zero', 'GET', `${partner}/halopsa/choices/customers?page=0`, undefined, 400, ['page']],
  [
    'a long search',
    'GET',
    `${partner}/halopsa/choices/customers?search=${'x'.repeat(101)}`,
    undefined,
    400,
    ['search'],
  ],
  ['an unknown parameter', 'GET', `${partner}/halopsa/choices/slas?all=1`, undefined, 400, ['all']],
  ['an unknown status', 'GET', `${partner}/organizations?mapping=lost`, undefined, 400, ['mapping']],
  ['an unknown view', 'GET', `${partner}/organizations?view=lost`, undefined, 400, ['view']],
  ['an unknown order', 'GET', `${partner}/organizations?sort=age&direction=up`, undefined, 400, ['sort', 'direction']],
  ['a page of none', 'GET', `${partner}/organizations?limit=0`, undefined, 400, ['limit']],
  ['a page of all', 'GET', `${partner}/organizations?limit=501`, undefined, 400, ['limit']],
  ['a cursor of somebody', 'GET', `${partner}/organizations?cursor=bm9uZQ`, undefined, 400, ['cursor']],
])('refuses %s', async (_name, method, path, body, status, fields) => {
  const reply = await api.call(method, path, { body });
  expect(reply).toMatchObject({ status, body: { type: 'about:blank', status, code: expect.any(String) } });
  expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(reply.body.fields && Object.keys(reply.body.fields)).toEqual(fields);
  expect(reply.text).not.toContain('seeded-secret');
});

it.each([
  ['text/plain', 415],
  ['application/x-www-form-urlencoded', 415],
  ['application/json; charset=latin1', 415],
])('refuses a body of type %s', async (type, status) => {
  const reply = await api.call('PUT', connection, { body: credentials, headers: { 'content-type': type } });
  expect(reply).toMatchObject({ status, body: { code: 'unsupportedMediaType' } });
});

it.each(['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip', 'x'.repeat(8_000)])(
  'refuses a compressed body: %#',
  async (encoding) => {
    const reply = await api.call('PUT', connection, { body: credentials, headers: { 'content-encoding': encoding } });
    expect(reply).toMatchObject({ status: 415, body: { code: 'unsupportedMediaType' } });
  },
);

it.each(['/', '/v1', '/v1/partners/p1', '/V1/partners/p1/organizations', '/v1/partners/p1/halopsa/choices/__proto__'])(
  'has nothing at %s',
  async (path) => {
    expect(await api.call('GET', path)).toMatchObject({ status: 404, body: { code: 'notFound' } });
  },
);

it.each([
  ['PATCH', connection, 'GET, PUT, DELETE, HEAD'],
  ['OPTIONS', connection, 'GET, PUT, DELETE, HEAD'],
  ['GET', `${connection}/rights`, 'POST'],
  ['DELETE', '/healthz', 'GET, HEAD'],
  ['POST', '/openapi.json', 'GET, HEAD'],
  ['POST', '/docs', 'GET, HEAD'],
])('tells which methods %s %s could have used', async (method, path, allow) => {
  const reply = await api.call(method, path);
  expect(reply).toMatchObject({ status: 405, body: { code: 'methodNotAllowed', detail: `Use ${allow}.` } });
  expect(reply.headers.get('allow')).toBe(allow);
});

it('tells the Idempotency-Key back, and makes one where none came', async () => {
  const headers = { 'idempotency-key': 'k-1' };
  const given = await api.call('DELETE', connection, { headers });
  expect(given.headers.get('idempotency-key')).toBe('k-1');
  const made = await api.call('DELETE', connection);
  expect(made.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
});

it.each(['a b', 'é', 'x'.repeat(129)])('refuses the Idempotency-Key %s', async (key) => {
  const reply = await api.call('DELETE', connection, { headers: { 'idempotency-key': key } });
  expect(reply).toMatchObject({
    status: 400,
    body: { code: 'invalid', fields: { 'Idempotency-Key': expect.any(String) } },
  });
});

it('tells the request id back, in the answer and in the log', async () => {
  const given = await api.call('GET', '/nothing', { headers: { 'x-request-id': 'r-42' } });
  expect(given.headers.get('x-request-id')).toBe('r-42');
  expect(api.log.filter((line) => line.includes('"id":"r-42"'))).toHaveLength(1);
  const made = await api.call('GET', '/nothing', { headers: { 'x-request-id': 'r 42' } });
  expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

it('answers 503 at once while Temporal cannot be reached, and says how to repeat', async () => {
  const startedAt = Date.now();
  const write = await api.call('POST', `${connection}/rights`);
  expect(write).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(write.body.detail).toBe(
    'We could not get an answer in time. Repeat the request with the same Idempotency-Key.',
  );
  expect(write.headers.get('retry-after')).toBe('5');
  const look = await api.call('GET', connection);
  expect(look.body.detail).toBe('We could not get an answer in time. Try again in a moment.');
  // Who waits for Temporal waits 5 s.
  expect(Date.now() - startedAt).toBeLessThan(4_500);
});

it('keeps what a connect stored when its outcome is not known, and takes the same request again', async () => {
  const headers = { 'idempotency-key': 'connect-1' };
  for (const _try of [1, 2]) {
    expect(await api.call('PUT', connection, { body: credentials, headers })).toMatchObject({ status: 503 });
  }
  const other = { ...credentials, clientSecret: 'other' };
  const reused = await api.call('PUT', connection, { body: other, headers });
  expect(reused).toMatchObject({ status: 422, body: { code: 'keyReused' } });
});

it('says nothing of secrets, tokens and names in the log', async () => {
  const token = await api.tokens.sign();
  await api.call('PUT', connection, { token, body: credentials });
  await api.call('PUT', connection, { token, body: '{"clientSecret":"seeded-secret",,' });
  await api.call('GET', `${partner}/organizations?search=Acme`, { token });
  const log = api.log.join('');
  expect(log).toContain('"path":"/v1/partners/p1/organizations"');
  for (const secret of ['seeded-secret', token, 'Acme', 'authorization']) expect(log).not.toContain(secret);
});

it('sends the headers that keep a browser from doing harm, and nothing of what it is made of', async () => {
  const { headers } = await api.call('GET', connection);
  expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
});

/** What a server says to these lines, sent as they are. */
async function answerTo(...lines: readonly string[]) {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const [head = '', body = ''] = (await socket.toArray()).join('').split('\r\n\r\n');
  return { head, body };
}

it.each([
  ['no Host', 'GET /healthz HTTP/1.1', [], 400, 'invalid'],
  ['two Hosts', 'GET /healthz HTTP/1.1', ['Host: a', 'Host: b'], 400, 'invalid'],
  ['a Host with a path', 'GET /healthz HTTP/1.1', ['Host: a/b'], 400, 'invalid'],
  ['a Host with a user', 'GET /healthz HTTP/1.1', ['Host: me@here'], 400, 'invalid'],
  ['an Expect that nobody knows', 'GET /healthz HTTP/1.1', ['Host: a', 'Expect: tea'], 417, 'expectationFailed'],
  ['an escape that is none', 'GET /v1/partners/%E0%A4%A/halopsa/connection HTTP/1.1', ['Host: a'], 400, 'invalid'],
  ['an address that is none', 'GET http://[::1/healthz HTTP/1.1', ['Host: a'], 400, 'invalid'],
  ['an address of something else', 'GET foo://x HTTP/1.1', ['Host: a'], 400, 'invalid'],
  ['an address without a path', 'GET http://foo HTTP/1.1', ['Host: a'], 404, 'notFound'],
  ['no address', 'OPTIONS * HTTP/1.1', ['Host: a'], 404, 'notFound'],
  ['a proxy', 'CONNECT example.com:443 HTTP/1.1', ['Host: example.com'], 405, 'methodNotAllowed'],
  ['a method that nobody knows', 'BREW /healthz HTTP/1.1', ['Host: a'], 400, 'invalid'],
])('answers a request with %s in the same form', async (_name, line, headers, status, code) => {
  const { head, body } = await answerTo(line, ...headers, 'Connection: close');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/content-type: application\/problem\+json/i);
  expect(JSON.parse(body)).toMatchObject({ status, code, detail: expect.stringMatching(/^[A-Z].+\.$/) });
});

it.each(['Host: a', 'Host: halo.local:3000', 'Host: [::1]:3000', 'Host: api_1', 'Expect: 100-continue\r\nHost: a'])(
  'answers a request with %j as ever',
  async (header) => {
    const { head, body } = await answerTo('GET /healthz HTTP/1.1', header, 'Connection: close');
    expect(head + body).toMatch(/^HTTP\/1.1 (200 OK|100 Continue)/);
  },
);

it('answers a health check of HTTP/1.0, which knows no Host', async () => {
  expect((await answerTo('GET /healthz HTTP/1.0')).head).toMatch(/^HTTP\/1.1 200 OK/);
});

it('answers what is not HTTP in the same form', async () => {
  const { port } = new URL(api.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nBroken header\r\n\r\n');
  const reply = (await socket.toArray()).join('');
  expect(reply).toMatch(/^HTTP\/1.1 400 Bad Request\r\nContent-Type: application\/problem\+json\r\n/);
  expect(reply).toContain('"code":"invalid"');
});

it('answers headers that are too large in the same form', async () => {
  const reply = await api.call('GET', `/v1/${'x'.repeat(20_000)}`);
  expect(reply).toMatchObject({ status: 431, body: { code: 'tooLarge' } });
});
