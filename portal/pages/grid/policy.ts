import type { SaveSeatPolicyPayload } from '../../api/generated';

/** As it is typed: a number that is being typed is a text, and may be empty. */
export interface PolicyValues {
  readonly largeChange: { readonly percent: number | string; readonly seats: number | string };
  readonly dropToZero: string;
  readonly maxReportAgeHours: number | string;
  readonly inactiveOrganization: string;
  readonly drift: string;
  readonly schedule: { readonly hour: string; readonly timeZone: string | null };
}

/** The api says every part. */
export const valuesOf = (policy: SaveSeatPolicyPayload): PolicyValues => ({
  largeChange: { percent: policy.largeChange?.percent ?? '', seats: policy.largeChange?.seats ?? '' },
  dropToZero: policy.dropToZero ?? '',
  maxReportAgeHours: policy.maxReportAgeHours ?? '',
  inactiveOrganization: policy.inactiveOrganization ?? '',
  drift: policy.drift ?? '',
  schedule: { hour: String(policy.schedule?.hour ?? ''), timeZone: policy.schedule?.timeZone ?? null },
});

/** What is no number is sent as none, and the api says what is missing. */
export const policyOf = (values: PolicyValues): SaveSeatPolicyPayload => ({
  largeChange: { percent: typed(values.largeChange.percent), seats: typed(values.largeChange.seats) },
  dropToZero: values.dropToZero === 'write' ? 'write' : 'hold',
  maxReportAgeHours: typed(values.maxReportAgeHours),
  inactiveOrganization: values.inactiveOrganization === 'write' ? 'write' : 'hold',
  drift: values.drift === 'alwaysOurs' ? 'alwaysOurs' : 'ask',
  schedule: { hour: typed(values.schedule.hour), timeZone: values.schedule.timeZone ?? '' },
});

const typed = (value: number | string): number => Number.parseFloat(String(value));
