/** Holds until a partner chooses otherwise. It has no zod, so that Workflows may use it. */
export const defaultSeatPolicy = {
  largeChange: { percent: 50, seats: 10 },
  dropToZero: 'hold',
  maxReportAgeHours: 72,
  inactiveOrganization: 'hold',
  drift: 'ask',
  schedule: { hour: 2, timeZone: 'UTC' },
} as const;
