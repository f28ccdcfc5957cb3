import { once } from 'node:events';
import { createServer } from 'node:http2';
import { routes } from '../../../api/app';
import type { RunningApi } from '../running-api';
import { newPartner, startApi } from '../running-api';

let api: RunningApi;
/** A Temporal that takes calls and never answers, so that they last until their deadline. */
const silent = createServer().on('stream', () => undefined);
beforeAll(async () => {
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = Object(silent.address());
  api = await startApi({ address: `127.0.0.1:${port}`, limits: { requests: 1, waiting: 0 } });
});
afterAll(async () => {
  await api.close();
  silent.close();
});

it('tells a partner with too many requests so, and refuses no other one, nor a look at health or description', async () => {
  const [crowded, other] = [await newPartner(api), await newPartner(api)];
  const look = ({ call }: typeof crowded) => call('GET', '/halopsa/connection');
  const [crowd, others] = [[look(crowded), look(crowded)], look(other)];
  const refused = await Promise.race(crowd);
  expect(refused).toMatchObject({
    status: 429,
    body: {
      code: 'tooManyRequests',
      title: 'Too Many Requests',
      detail: 'You have too many requests at once. Wait for some answers, then try again.',
    },
  });
  expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(refused.headers.get('retry-after')).toBe('5');
  for (const path of ['/healthz', '/docs', '/openapi.json']) {
    expect((await api.call('GET', path, { token: null })).status).toBe(200);
  }
  const statuses = (await Promise.all([...crowd, others])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([429, 503, 503]);
});

it.each([
  ['checks', ['connect', 'checkRights', 'saveTicketMapping', 'mapOrganization', 'unlinkOrganization', 'previewSeats']],
  [
    'lists',
    [
      'readLive',
      'readSetUpRecord',
      'listTicketTypes',
      'listSlas',
      'listPriorities',
      'listCustomers',
      'listSoftwareLicences',
      'listOrganizations',
      'listOperations',
    ],
  ],
])('counts what takes long apart, so that nothing else waits with it: %s', (limit, ids) => {
  const counted = routes.flatMap(({ id, operation }) => ('limit' in operation && operation.limit === limit ? id : []));
  expect(counted).toEqual(ids);
});
