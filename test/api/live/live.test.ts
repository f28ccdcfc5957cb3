import type { RunningApi } from '../running-api';
import { newPartner, startApi } from '../running-api';

// Nothing is connected: what the frame of every page shows is there all the same.
let api: RunningApi;
beforeAll(async () => {
  const { TEST_TEMPORAL_ADDRESS: address = '' } = process.env;
  api = await startApi({ address });
});
afterAll(() => api.close());

type Partner = Awaited<ReturnType<typeof newPartner>>;

const live = async (partner: Partner, token = partner.token) => {
  const { status, body } = await partner.call('GET', '/halopsa/live', { token });
  return { status, body };
};

it('shows a partner that was never there as not connected, without organizations', async () => {
  const partner = await newPartner(api);
  const before = Date.now();
  const { status, body } = await live(partner);
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      now: expect.any(String),
      nextLookSeconds: 60,
      revision: expect.any(String),
      connection: {
        partnerId: partner.id,
        status: 'disconnected',
        message: 'Not connected.',
        whoseMove: 'you',
        since: null,
        problem: null,
        refusedAt: null,
        keptUntil: null,
      },
      gate: null,
      organizations: { all: 0, needsYou: 0, notMapped: 0, mapped: 0, notStarted: 0, waiting: 0, inSync: 0 },
      operations: { all: 0, waiting: 0, toDecide: 0, parked: 0, held: 0 },
    },
  });
  expect(Date.parse(String(body.now))).toBeGreaterThanOrEqual(before);
});

it.each([
  ['finance', { all: 0 }],
  ['support', null],
])('shows %s what that role may see', async (role, organizations) => {
  const partner = await newPartner(api);
  const token = await api.tokens.sign({ partner: partner.id, partner_path: ['d1', partner.id], role });
  const { status, body } = await live(partner, token);
  expect({ status, body }).toMatchObject({ status: 200, body: { nextLookSeconds: 60, organizations } });
});

it("shows nobody else's partner", async () => {
  const partner = await newPartner(api);
  const stranger = await api.tokens.sign({ partner: 'p2', partner_path: ['d2', 'p2'] });
  expect(await live(partner, stranger)).toMatchObject({ status: 404, body: { code: 'notFound' } });
});
