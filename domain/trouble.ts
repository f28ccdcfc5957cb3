import type { Problem } from './schema';

/** A trouble for those who may not act: its sentence and fields may hold addresses, names and HaloPSA's own words. */
export const neutral = ({ code }: Problem): Problem => ({
  code,
  detail: 'Who may act for the partner sees what is wrong.',
});
