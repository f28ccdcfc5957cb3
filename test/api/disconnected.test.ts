import type { RunningApi } from './running-api';
import { newPartner, startApi } from './running-api';

// Nothing is connected: only connect and a registration may start a Workflow.
let api: RunningApi;
beforeAll(async () => {
  const { TEST_TEMPORAL_ADDRESS: address = '' } = process.env;
  api = await startApi({ address });
});
afterAll(() => api.close());

const disconnected = {
  status: 'disconnected',
  message: 'Not connected.',
  whoseMove: 'you',
  problem: null,
  refusedAt: null,
  keptUntil: null,
};

it('shows a connection that was never made as not connected', async () => {
  const partner = await newPartner(api);
  expect(await partner.call('GET', '/halopsa/connection')).toMatchObject({
    status: 200,
    body: { ...disconnected, partnerId: partner.id, ticketMapping: { status: 'notSet' } },
  });
});

it.each(['finance', 'support'])('shows the role %s the health alone', async (role) => {
  const partner = await newPartner(api, { role });
  const { status, body } = await partner.call('GET', '/halopsa/connection');
  expect({ status, body }).toEqual({
    status: 200,
    body: { ...disconnected, partnerId: partner.id, since: null, gate: null },
  });
});

it.each(['x.halopsa.com', ' https://x.halopsa.com/API/ ', 'https://x.halopsa.com/auth'])(
  'acceptance 19: says which Site URL a connect would use for "%s"',
  async (siteUrl) => {
    const partner = await newPartner(api);
    const { status, body } = await partner.call('POST', '/halopsa/site-url', { body: { siteUrl } });
    expect({ status, body }).toEqual({
      status: 200,
      body: { siteUrl: 'https://x.halopsa.com', message: 'We will use https://x.halopsa.com.' },
    });
  },
);

it('says of a wrong Site URL what a connect would say', async () => {
  const partner = await newPartner(api);
  const body = { siteUrl: 'https//x.halopsa.com', clientId: 'c', clientSecret: 's' };
  const checked = await partner.call('POST', '/halopsa/site-url', { body: { siteUrl: body.siteUrl } });
  const connected = await partner.call('PUT', '/halopsa/connection', { body });
  expect({ status: checked.status, body: checked.body }).toEqual({ status: 422, body: connected.body });
});

it('gives a record of the set-up to file, also of one that has not begun', async () => {
  const partner = await newPartner(api);
  const { status, headers, text } = await partner.call('GET', '/halopsa/set-up-record');
  expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'text/markdown; charset=utf-8' });
  expect(headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="halopsa-set-up-record-${partner.id}-\\d{4}-\\d\\d-\\d\\d\\.md"$`),
  );
  expect(text).toContain('| Status | Not connected. |');
  expect(text).toContain('0 organizations; 0 of them have a mapping');
  const finance = await api.tokens.sign({ partner: partner.id, partner_path: ['d1', partner.id], role: 'finance' });
  expect(await partner.call('GET', '/halopsa/set-up-record', { token: finance })).toMatchObject({ status: 403 });
});

it('acceptance 72: to revoke what is not connected is harmless', async () => {
  const partner = await newPartner(api);
  expect(await partner.call('DELETE', '/halopsa/connection')).toMatchObject({ status: 200, body: disconnected });
});

it.each([
  ['POST', '/halopsa/connection/rights', undefined],
  ['PUT', '/halopsa/ticket-mapping', { seatCount: 'used', ticketTypeId: 1, slaId: 1, priorityId: 1 }],
  ['DELETE', '/halopsa/ticket-mapping', undefined],
  ['POST', '/halopsa/ticket-mapping/undo', undefined],
])('asks to connect first: %s %s', async (method, path, body) => {
  const partner = await newPartner(api);
  expect(await partner.call(method, path, { body })).toMatchObject({
    status: 409,
    body: { code: 'rejected', detail: 'Connect HaloPSA first.' },
  });
});

it('answers a partner that does not exist and one that is not yours in the same words', async () => {
  const partner = await newPartner(api);
  const other = await api.tokens.sign({ partner: 'p2', partner_path: ['d2', 'p2'] });
  const replies = [
    await partner.call('GET', '/halopsa/connection', { token: other }),
    await api.call('GET', '/v1/partners/nobody/halopsa/connection', { token: other }),
    await api.call('GET', '/v1/partners/no%20id/halopsa/connection', { token: other }),
    await partner.call('DELETE', '/halopsa/connection', { token: other }),
  ];
  for (const { status, text } of replies) expect({ status, text }).toEqual({ status: 404, text: replies[0]?.text });
});
