import { writeCount } from '../../activities/seats';
import type { Answer } from '../halo/server';
import { accessTo, apiRequests, clientFor, closeAll, startHalo } from '../halo/server';

afterEach(closeAll);

interface Turn {
  /** How many milliseconds it has left. */
  left: number;
  readonly cancelled: AbortController;
}

const keepsTwelve: Answer = { body: { id: 1, name: 'Backup', client_id: 12, count: 12 } };

/** Writes 15 to a HaloPSA that says it took it; `meanwhile` happens when it gets the write, and `read` answers who reads it back. */
async function writing(meanwhile: (turn: Turn) => void, read = keepsTwelve) {
  const turn: Turn = { left: 60_000, cancelled: new AbortController() };
  const server = await startHalo(({ method }) => {
    if (method === 'GET') return read;
    meanwhile(turn);
    return { status: 201 };
  });
  const options = {
    signal: turn.cancelled.signal,
    get deadlineMs() {
      return turn.left;
    },
  };
  const asking = { halo: clientFor(server, { timeoutMs: 10_000 }), to: accessTo(server), options };
  const written = writeCount(asking, { id: 1, name: 'Backup' }, 15);
  return { written, methods: () => apiRequests(server).map(({ method }) => method) };
}

it('a count that HaloPSA did not take is sent once more', async () => {
  const { written, methods } = await writing(() => {});
  await expect(written).resolves.toBe(12);
  expect(methods()).toEqual(['POST', 'GET', 'POST', 'GET']);
});

it('a count is read back within what the write has left of its time', async () => {
  const { written } = await writing((turn) => Object.assign(turn, { left: 100 }), { hang: true });
  const begun = Date.now();
  await expect(written).rejects.toMatchObject({ code: 'timeout' });
  expect(Date.now() - begun).toBeLessThan(5_000);
});

test.each<[string, (turn: Turn) => void, object]>([
  ['was cancelled', ({ cancelled }) => cancelled.abort(new Error('Cancelled.')), { message: 'Cancelled.' }],
  ['has no time left for it', (turn) => Object.assign(turn, { left: 1_500 }), { code: 'timeout' }],
])('a count is not sent once more when its turn %s', async (_, meanwhile, error) => {
  const { written, methods } = await writing(meanwhile);
  await expect(written).rejects.toMatchObject(error);
  expect(methods()).toEqual(['POST', 'GET']);
});
