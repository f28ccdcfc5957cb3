import { z } from 'zod';
import { Time } from '../schema';
import { OrganizationRow } from './view-schema';

/** A row of the list as it was last shown. */
export const ListedOrganization = OrganizationRow.unwrap()
  .extend({ changedAt: Time.describe('Since when the row is as it is.') })
  .readonly()
  .meta({ id: 'ListedOrganization' });
export type ListedOrganization = z.infer<typeof ListedOrganization>;

/** Parts of the list that one works through. */
export const ListView = z
  .enum(['all', 'needsYou', 'notMapped', 'mapped', 'notStarted', 'waiting', 'inSync'])
  .describe(
    [
      '`needsYou`: the mapping was refused or is broken, or its seat sync is held, drifted or refused.',
      '`notMapped`: never mapped, unlinked, or kept after a revoke.',
      '`mapped`: mapped, in force or not, and those whose chosen mapping is still to be checked.',
      '`notStarted`: mapped, and its seat sync was never started.',
      '`waiting`: a mapping or a seat count is on its way to HaloPSA.',
      '`inSync`: mapped, and HaloPSA holds the seats that it should.',
    ].join(' '),
  );
export type ListView = z.infer<typeof ListView>;

export const ViewCounts = z
  .record(ListView, z.int())
  .describe('How many organizations of the partner each view has.')
  .meta({ id: 'ViewCounts' });
export type ViewCounts = z.infer<typeof ViewCounts>;

export const Sort = z
  .enum(['name', 'customer', 'seats', 'changed'])
  .describe(
    '`seats` are the used ones, `changed` the time since when a row is as it is. Who has no customer comes last.',
  );
export const Direction = z.enum(['asc', 'desc']);

/** How the rows stand; those that are alike, by name. */
export interface Order {
  readonly sort: z.infer<typeof Sort>;
  readonly direction: z.infer<typeof Direction>;
}
