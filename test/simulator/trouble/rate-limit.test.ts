import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import { ask } from '../caller';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await createSimulator({ customers: 1, rateLimit: { requests: 3, windowSeconds: 300 } });
});
afterEach(() => simulator.close());

const probe = async (): Promise<number> => (await ask(`${simulator.url}/api/authinfo`)).status;

test('refuses what the rolling window has no room for, and admits again as it moves on', async () => {
  const { clock } = simulator.control;
  expect(await probe()).toBe(200);
  clock.advance(200);
  expect([await probe(), await probe(), await probe()]).toEqual([200, 200, 429]);
  clock.advance(101);
  expect([await probe(), await probe()]).toEqual([200, 429]);
  clock.advance(200);
  expect([await probe(), await probe(), await probe()]).toEqual([200, 200, 429]);
});

test('says so in plain text, without a header', async () => {
  for (let spent = 0; spent < 3; spent += 1) await probe();
  const { text, headers } = await ask(`${simulator.url}/auth/token`, { method: 'POST' });
  expect(text).toBe('Rate Limit Reached - 3 Requests per rolling 5 minute window');
  expect(headers.get('content-type')).toContain('text/plain');
  expect(headers.get('retry-after')).toBeNull();
});

test('says when the window has room again, if set so', async () => {
  simulator.control.rateLimit.set({ requests: 1, windowSeconds: 300, retryAfter: true });
  await probe();
  simulator.control.clock.advance(100);
  const { status, headers } = await ask(`${simulator.url}/api/authinfo`);
  expect([status, Number(headers.get('retry-after'))]).toEqual([429, expect.closeTo(200, -1)]);
});

test('neither limits nor counts the control', async () => {
  for (let asked = 0; asked < 5; asked += 1)
    expect((await ask(`${simulator.url}/_simulator/requests`)).status).toBe(200);
  expect(simulator.control.requests.report().total).toBe(0);
  simulator.control.rateLimit.set(null);
  expect([await probe(), await probe(), await probe(), await probe()]).toEqual([200, 200, 200, 200]);
});
