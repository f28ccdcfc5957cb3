/** HaloPSA releases seen in the field, and what an integration can see of the difference (halopsa-api.md 3, 6.16). */
export type Version = keyof typeof profiles;
export type Profile = (typeof profiles)[Version];

const spring2025 = {
  build: '2.184.45',
  countIsDouble: false,
  newLicenceFields: false,
  emptyListIsNull: true,
  showsAllClients: false,
};
const autumn2025 = { ...spring2025, build: '2.208.71', emptyListIsNull: false, showsAllClients: true };
const autumn2026 = { ...autumn2025, build: '2.236.133', countIsDouble: true, newLicenceFields: true };

export const profiles = {
  '2.184': spring2025,
  '2.208': autumn2025,
  '2.236': autumn2026,
  '2.250': { ...autumn2026, build: '2.250.12' },
} as const;
