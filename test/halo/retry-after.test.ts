import { retryAfterMs } from '../../halo/retry-after';
import { accessTo, clientFor, closeAll, startServer } from './server';

afterEach(closeAll);

const now = Date.parse('2026-10-05T12:00:00Z');

describe('Retry-After', () => {
  test.each([
    [undefined, undefined],
    ['30', 30_000],
    [' 0 ', 0],
    ['Mon, 05 Oct 2026 12:01:30 GMT', 90_000],
    ['Mon, 05 Oct 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['3600', 300_000],
    ['Tue, 05 Oct 2027 12:00:00 GMT', 300_000],
    ['9'.repeat(400), 300_000],
  ])('%s is %s ms', (header, wait) => {
    expect(retryAfterMs(header, { longest: 300_000, now })).toBe(wait);
  });
});

describe('a HaloPSA that asks to be left alone for a year', () => {
  const waits = { outageMs: 40_000, rateLimitedMs: 70_000 };
  const year = { 'retry-after': '31536000' };

  test.each([
    [503, 'unavailable', 40_000],
    [429, 'rateLimited', 70_000],
  ])(
    'with %i is %s, for no longer than we wait in an outage, or for the window of the limit',
    async (status, code, retryAfterMs) => {
      const server = await startServer(() => ({ status, headers: year }));
      const halo = clientFor(server, { waits });
      await expect(halo.discover(server.url)).rejects.toMatchObject({ code, retryAfterMs });
      await expect(halo.slas(accessTo(server))).rejects.toMatchObject({ code, retryAfterMs });
    },
  );
});
