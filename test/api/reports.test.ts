import { createRecentReports } from '../../api/organization/reports';
import { grpc } from '../../process/temporal-trouble';
import { startRefusingTemporal } from '../support/refusing-temporal';
import type { RunningApi } from './running-api';
import { newPartner, startApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  const { TEST_TEMPORAL_ADDRESS: address = '' } = process.env;
  api = await startApi({ address });
});
afterAll(() => api.close());

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const report = (used: number, observedAt: string) => ({
  name: 'Contoso',
  status: 'active',
  seats: { used, purchased: 100, active: 2 },
  observedAt,
});

type Partner = Awaited<ReturnType<typeof newPartner>>;

const tell = (partner: Partner, body: object) => partner.call('PUT', '/organizations/o1', { body });

it('takes the right report after one whose clock was 20 seconds ahead', async () => {
  const partner = await newPartner(api);
  const ahead = await tell(partner, report(22, inSeconds(20)));
  expect(ahead).toMatchObject({ status: 200, body: { taken: true, seats: { used: 22 } } });
  expect(Date.parse(String(ahead.body.observedAt))).toBeLessThanOrEqual(Date.now());
  const right = await tell(partner, report(44, inSeconds(0)));
  expect(right).toMatchObject({ status: 200, body: { taken: true, seats: { used: 44 } } });
});

it('holds the time of a report in UTC and milliseconds, however it was sent', async () => {
  const partner = await newPartner(api);
  const observedAt = inSeconds(-60);
  const twoHoursEast = new Date(Date.parse(observedAt) + 2 * 3_600_000).toISOString();
  const sent = twoHoursEast.replace('Z', '456789+02:00');
  const { body } = await tell(partner, report(1, sent));
  expect(body).toMatchObject({ taken: true, observedAt });
});

it('says of a report that is older than the held one that it is not taken, and shows the held one', async () => {
  const partner = await newPartner(api);
  const newer = report(44, inSeconds(-10));
  await tell(partner, newer);
  expect(await tell(partner, report(22, inSeconds(-60)))).toMatchObject({
    status: 200,
    body: {
      ...newer,
      organizationId: 'o1',
      taken: false,
      message: 'The report is not taken: a newer one is held, which this answer shows. Report what is counted now.',
    },
  });
});

it('says so too when another process of the api was told the newer one, and the Workflow knows it', async () => {
  const { TEST_TEMPORAL_ADDRESS: address = '' } = process.env;
  const other = await startApi({ address });
  const partner = await newPartner(api);
  const newer = report(44, inSeconds(-10));
  await tell(partner, newer);
  const token = await other.tokens.sign({ partner: partner.id, partner_path: ['d1', partner.id] });
  const body = report(22, inSeconds(-60));
  const reply = await other.call('PUT', `/v1/partners/${partner.id}/organizations/o1`, { token, body });
  expect(reply).toMatchObject({ status: 200, body: { taken: false, ...newer } });
  await other.close();
});

test.each([
  ['of the year 0', '0000-01-01T00:00:00Z', /^This is more than 10 years ago\. Set the clock/],
  ['of the last year', '9999-12-31T23:59:59Z', /^This is more than 5 minutes ahead of our time\. Set the clock/],
  ['of 60,000 digits', `2026-01-01T00:00:00.${'9'.repeat(60_000)}Z`, /^This time has too many digits\. Send it as in/],
])('refuses a report %s and names the field', async (_name, observedAt, sentence) => {
  const partner = await newPartner(api);
  const { status, body } = await tell(partner, report(1, observedAt));
  expect({ status, fields: body.fields }).toEqual({
    status: 400,
    fields: { observedAt: expect.stringMatching(sentence) },
  });
});

it('holds the name of an organization without what nobody sees', async () => {
  const partner = await newPartner(api);
  const spoofed = { ...report(1, inSeconds(0)), name: '\u202EConto\u200Bso\u0000\n' };
  expect(await tell(partner, spoofed)).toMatchObject({ status: 200, body: { name: 'Contoso' } });
  const { status, body } = await tell(partner, { ...spoofed, name: '\u200B\u200B' });
  expect({ status, fields: body.fields }).toEqual({
    status: 400,
    fields: { name: 'Fill in the name of the organization.' },
  });
});

it('asks for patience, in words, when Temporal takes no more Signals for an organization', async () => {
  const temporal = await startRefusingTemporal(
    (method) => (method === 'DescribeWorkflowExecution' ? grpc.notFound : grpc.invalidArgument),
    () => 'exceeded workflow execution limit for signal events',
  );
  const full = await startApi({ address: temporal.address });
  const reply = await tell(await newPartner(full), report(9, inSeconds(0)));
  expect({ ...reply, retryAfter: reply.headers.get('retry-after') }).toMatchObject({
    status: 429,
    retryAfter: '60',
    body: { code: 'tooManyReports', detail: expect.stringMatching(/Report again after Retry-After/) },
  });
  await full.close();
  await temporal.close();
});

describe('what this process was told of organizations just now', () => {
  const of = (used: number, observedAt: string) => ({ ...report(used, observedAt), status: 'active' as const });

  it('counts 120 reports of an organization a minute, and says when the next may come', () => {
    let now = 0;
    const reports = createRecentReports(() => now);
    for (let count = 0; count < 120; count += 1) reports.count('o1');
    now = 20_500;
    expect(() => reports.count('o1')).toThrow(
      expect.objectContaining({ status: 429, code: 'tooManyReports', headers: { 'Retry-After': '40' } }),
    );
    expect(() => reports.count('o2')).not.toThrow();
    now = 60_000;
    expect(() => reports.count('o1')).not.toThrow();
  });

  it('knows the newest report, in whatever order they came', () => {
    const reports = createRecentReports();
    const newest = of(2, '2026-10-01T12:00:00Z');
    expect(reports.newest('o1')).toBeNull();
    reports.told('o1', of(1, '2026-10-01T11:00:00Z'));
    reports.told('o1', newest);
    reports.told('o1', of(3, '2026-10-01T13:30:00+02:00'));
    expect(reports.newest('o1')).toBe(newest);
  });

  it('remembers 10,000 organizations, and forgets who was silent the longest', () => {
    const reports = createRecentReports();
    const newest = of(2, '2026-10-01T12:00:00Z');
    for (let index = 0; index < 10_001; index += 1) {
      reports.told(`o${index}`, newest);
      reports.told('o0', newest);
    }
    expect(reports.newest('o1')).toBeNull();
    expect(reports.newest('o2')).toBe(newest);
    expect(reports.newest('o10000')).toBe(newest);
  });
});
