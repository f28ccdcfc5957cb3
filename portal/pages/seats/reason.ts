/** The guard rails by the api's names for them; another reason is a sentence of its own. */
const rails: Readonly<Record<string, string>> = {
  largeChange: 'A large change',
  dropToZero: 'A drop to 0',
  oldReport: 'An old report',
  inactiveOrganization: 'The organization is not active',
};

export const reasonOf = (reason: string): string => rails[reason] ?? reason;
