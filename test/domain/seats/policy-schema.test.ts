import { defaultSeatPolicy } from '../../../domain/seats/policy';
import { SeatPolicyRequest } from '../../../domain/seats/policy-schema';

const refusals = (value: unknown) =>
  SeatPolicyRequest.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

it('has a default for everything', () => {
  expect(SeatPolicyRequest.parse({})).toEqual(defaultSeatPolicy);
  expect(SeatPolicyRequest.parse({ largeChange: { seats: 3 }, schedule: { hour: 0 } })).toEqual({
    ...defaultSeatPolicy,
    largeChange: { percent: 50, seats: 3 },
    schedule: { hour: 0, timeZone: 'UTC' },
  });
});

const percent = 'Choose a percentage from 0 to 1000.';
const seats = 'Choose a whole number of seats from 0 to 10000000.';
const hours = 'Choose a whole number of hours from 1 to 8760 (a year).';
const hour = 'Choose an hour from 0 to 23.';
const timeZone = 'Choose a time zone by its IANA name, spelled like "Europe/Berlin" or "UTC".';

test.each<[unknown, string]>([
  [{ largeChange: { percent: -1 } }, percent],
  [{ largeChange: { percent: 1000.5 } }, percent],
  [{ largeChange: { percent: '50' } }, percent],
  [{ largeChange: { seats: -1 } }, seats],
  [{ largeChange: { seats: 1.5 } }, seats],
  [{ largeChange: { seats: 10_000_001 } }, seats],
  [{ dropToZero: 'ask' }, 'Choose "hold" or "write".'],
  [{ maxReportAgeHours: 0 }, hours],
  [{ maxReportAgeHours: 8761 }, hours],
  [{ inactiveOrganization: true }, 'Choose "hold" or "write".'],
  [{ drift: 'theirs' }, 'Choose "ask" or "alwaysOurs".'],
  [{ schedule: { hour: -1 } }, hour],
  [{ schedule: { hour: 24 } }, hour],
  [{ schedule: { hour: 2.5 } }, hour],
  [{ schedule: { timeZone: 'Europe/Atlantis' } }, timeZone],
  [{ schedule: { timeZone: 'europe/berlin' } }, timeZone],
  [{ schedule: { timeZone: 'Europe/berlin' } }, timeZone],
  [{ schedule: { timeZone: '+02:00' } }, timeZone],
  [{ schedule: { timeZone: '' } }, timeZone],
  [{ schedule: { timeZone: 2 } }, timeZone],
])('refuses %j with a sentence', (value, sentence) => {
  expect(refusals(value)).toEqual([sentence]);
});

test.each([
  { largeChange: { percent: 0, seats: 0 } },
  { largeChange: { percent: 1000, seats: 10_000_000 } },
  { maxReportAgeHours: 1 },
  { maxReportAgeHours: 8760 },
  { schedule: { hour: 23, timeZone: 'Europe/Berlin' } },
  { schedule: { timeZone: 'America/Argentina/Buenos_Aires' } },
  { schedule: { timeZone: 'Asia/Kolkata' } },
  { schedule: { timeZone: 'Etc/UTC' } },
  { dropToZero: 'write', inactiveOrganization: 'write', drift: 'alwaysOurs' },
])('takes %j', (value) => {
  expect(refusals(value)).toEqual([]);
});

it('is strict', () => {
  expect(SeatPolicyRequest.safeParse({ holdEverything: true }).success).toBe(false);
  expect(SeatPolicyRequest.safeParse({ largeChange: { share: 3 } }).success).toBe(false);
});
