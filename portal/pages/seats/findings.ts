import type { ComparedRow } from '../../api/generated';

/** What a preview has found, as it is read beside the numbers. */
export const findings: Readonly<Record<ComparedRow['finding'], string>> = {
  off: 'Nothing would be written: Sync Seat is off.',
  unchanged: 'HaloPSA holds this count already.',
  write: 'This would be written.',
  held: 'This would be held for you to approve.',
  drift: 'Somebody changed the count in HaloPSA; you would be asked.',
  missed: 'The Software License is not there in HaloPSA.',
  doubled: 'The Software License is there twice in HaloPSA.',
  unreadable: 'The count in HaloPSA cannot be read.',
};
