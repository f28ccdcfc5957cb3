import { z } from 'zod';
import { Time } from '../schema';
import type { MappingStatus } from './view-schema';
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
      '`needsYou`: the mapping was refused or is broken, or its seat sync is held, drifted or refused, or pauses until the ticket mapping is chosen.',
      '`notMapped`: never mapped, unlinked, or kept after a revoke.',
      '`mapped`: mapped, in force or not, and those whose chosen mapping is still to be checked.',
      '`notStarted`: mapped, and its seat sync was never started.',
      '`waiting`: a mapping or a seat count is on its way to HaloPSA.',
      '`inSync`: mapped, and HaloPSA holds the seats that it should.',
    ].join(' '),
  );
export type ListView = z.infer<typeof ListView>;

export const ViewCounts = z
  .object({
    all: z.int(),
    needsYou: z.int(),
    notMapped: z.int(),
    mapped: z.int(),
    notStarted: z.int(),
    waiting: z.int(),
    inSync: z.int(),
  } satisfies Record<ListView, z.ZodInt>)
  .meta({ id: 'ViewCounts', description: 'How many organizations of the partner each view has.' });
export type ViewCounts = z.infer<typeof ViewCounts>;

export const StatusCounts = z
  .object({
    unmapped: z.int(),
    checking: z.int(),
    pendingCheck: z.int(),
    refused: z.int(),
    mapped: z.int(),
    needsAttention: z.int(),
    kept: z.int(),
  } satisfies Record<MappingStatus, z.ZodInt>)
  .meta({ id: 'StatusCounts', description: 'How many organizations of the partner have each status.' });
export type StatusCounts = z.infer<typeof StatusCounts>;

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
