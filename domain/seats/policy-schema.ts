import { z } from 'zod';
import { defaultSeatPolicy } from './policy';

const { largeChange, schedule } = defaultSeatPolicy;

const number = (sentence: string, min: number, max: number) =>
  z.number({ error: sentence }).min(min, sentence).max(max, sentence);

const whole = (sentence: string, min: number, max: number) =>
  z.int({ error: sentence }).min(min, sentence).max(max, sentence);

const choice = <const Values extends readonly [string, string]>(values: Values) =>
  z.enum(values, { error: `Choose "${values[0]}" or "${values[1]}".` });

const TIME_ZONE = 'Choose a time zone by its IANA name, spelled like "Europe/Berlin" or "UTC".';

/** Node's Intl also takes offsets and any spelling; the server that keeps the schedule takes neither. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return known === name || known.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

const largeChangeRules = {
  percent: number('Choose a percentage from 0 to 1000.', 0, 1000),
  seats: whole('Choose a whole number of seats from 0 to 10000000.', 0, 10_000_000),
};

const scheduleRules = {
  hour: whole('Choose an hour from 0 to 23.', 0, 23),
  timeZone: z.string({ error: TIME_ZONE }).max(64, TIME_ZONE).refine(isTimeZone, TIME_ZONE),
};

const rules = {
  dropToZero: choice(['hold', 'write']),
  maxReportAgeHours: whole('Choose a whole number of hours from 1 to 8760 (a year).', 1, 8760),
  /** What happens to the count of an organization that is suspended or unsubscribed. */
  inactiveOrganization: choice(['hold', 'write']),
  /** What happens when somebody changed the count in HaloPSA since our last write. */
  drift: choice(['ask', 'alwaysOurs']),
};

/** A partner's guard rails for seat sync, and when its nightly reconcile starts. */
export const SeatPolicy = z
  .object({
    /** A change is held when it exceeds both. */
    largeChange: z.object(largeChangeRules),
    ...rules,
    schedule: z.object(scheduleRules),
  })
  .meta({ id: 'SeatPolicy' });
export type SeatPolicy = z.infer<typeof SeatPolicy>;

/** What a partner chooses of it; the rest is as usual. */
export const SeatPolicyRequest = z.strictObject({
  largeChange: z
    .strictObject({
      percent: largeChangeRules.percent.default(largeChange.percent),
      seats: largeChangeRules.seats.default(largeChange.seats),
    })
    .prefault({}),
  dropToZero: rules.dropToZero.default(defaultSeatPolicy.dropToZero),
  maxReportAgeHours: rules.maxReportAgeHours.default(defaultSeatPolicy.maxReportAgeHours),
  inactiveOrganization: rules.inactiveOrganization.default(defaultSeatPolicy.inactiveOrganization),
  drift: rules.drift.default(defaultSeatPolicy.drift),
  schedule: z
    .strictObject({
      hour: scheduleRules.hour.default(schedule.hour),
      timeZone: scheduleRules.timeZone.default(schedule.timeZone),
    })
    .prefault({}),
});
