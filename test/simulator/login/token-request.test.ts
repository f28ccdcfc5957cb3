import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import { ask, askToken, connect } from '../caller';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator({ customers: 5, rateLimit: null, tokenLifetimeSeconds: 600 });
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

const BASIC_ONLY = { client_id: undefined, client_secret: undefined };

test('tells an anonymous caller where the authorisation server is, and which version it is', async () => {
  const info = await ask(`${simulator.url}/api/authinfo`);
  expect(info.json).toEqual({ auth_url: `${simulator.url}/auth`, tenant_id: 'simulator' });
  expect((await ask(`${simulator.url}/api/InstanceInfo`)).json).toMatchObject({ app_version: '2.236.133' });
  const openId = await ask(`${simulator.url}/auth/.well-known/openid-configuration`);
  expect(openId.json).toMatchObject({ token_endpoint: `${simulator.url}/auth/token` });
});

test.each(['', '?tenant=', '?tenant=simulator'])('gives a token with the tenant query "%s"', async (query) => {
  const { status, json } = await askToken(simulator.credentials, {}, query);
  expect(status).toBe(200);
  expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'all:standard' });
});

test('takes the credentials as HTTP Basic as well', async () => {
  const { clientId, clientSecret } = simulator.credentials;
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'all:standard' });
  const { status } = await ask(`${simulator.url}/auth/token`, { method: 'POST', headers: { authorization }, body });
  expect(status).toBe(200);
});

test.each([
  ['an unknown application', { client_id: 'nobody' }, 401, 'invalid_client'],
  ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
  ['no credentials at all', BASIC_ONLY, 401, 'invalid_client'],
  ['an unknown scope', { scope: 'all:standard read:actions' }, 400, 'invalid_scope'],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
])('refuses a token for %s', async (_name, fields, status, error) => {
  const answer = await askToken(simulator.credentials, fields);
  expect(answer).toMatchObject({ status, json: { error } });
});

test('answers 500 for a tenant that is not the application’s', async () => {
  expect(await askToken(simulator.credentials, {}, '?tenant=elsewhere')).toMatchObject({ status: 500, text: '' });
  expect(await askToken(simulator.foreignCredentials)).toMatchObject({ status: 500, text: '' });
});

test('gives a token without a scope, which is then refused everywhere', async () => {
  const caller = await connect(simulator, '');
  expect(await caller.get('/api/Agent/me')).toMatchObject({ status: 401, text: '' });
  expect(await caller.get('/api/Client')).toMatchObject({ status: 401, text: '' });
});

test('refuses a call without a token, and with a made-up one', async () => {
  expect(await ask(`${simulator.url}/api/Client`)).toMatchObject({ status: 401, text: '' });
  expect(await ask(`${simulator.url}/api/Client`, { headers: { authorization: 'Bearer x' } })).toMatchObject({
    status: 401,
  });
});

test('refuses a token when its time is up', async () => {
  const caller = await connect(simulator);
  expect((await caller.get('/api/Agent/me')).status).toBe(200);
  simulator.control.clock.advance(600);
  expect((await caller.get('/api/Agent/me')).status).toBe(401);
});

test.each([
  ['application', { active: false }, 401, 'invalid_client'],
  ['agent', { agentActive: false }, 400, 'invalid_grant'],
])('refuses new and live tokens of an inactive %s', async (_name, edit, status, error) => {
  const caller = await connect(simulator);
  simulator.control.application.change(edit);
  expect((await caller.get('/api/Client')).status).toBe(401);
  expect(await askToken(simulator.credentials)).toMatchObject({ status, json: { error } });
});

test('refuses the old secret after a rotation, and leaves live tokens until they are ended', async () => {
  const before = simulator.credentials;
  const caller = await connect(simulator);
  simulator.control.application.rotateSecret();
  expect((await askToken(before)).status).toBe(401);
  expect((await askToken(simulator.credentials)).status).toBe(200);
  expect((await caller.get('/api/Client')).status).toBe(200);
  simulator.control.application.endTokens();
  expect((await caller.get('/api/Client')).status).toBe(401);
});

test('refuses a scope that the application lacks, or leaves it out, as set', async () => {
  simulator.control.application.change({ scopes: ['read:customers'] });
  expect(await askToken(simulator.credentials)).toMatchObject({ status: 400, json: { error: 'invalid_scope' } });
  simulator.control.application.change({ missingScope: 'leftOut' });
  expect((await askToken(simulator.credentials)).json).toMatchObject({ scope: 'read:customers' });
});

test('shows the same credentials for the same seed, whatever the number of customers', async () => {
  const other = await createSimulator({ customers: 1 });
  expect(other.credentials.clientSecret).toBe(simulator.credentials.clientSecret);
  expect(other.credentials.clientSecret).toMatch(/^[\da-f-]{73}$/);
  await other.close();
});
