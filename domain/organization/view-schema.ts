import { z } from 'zod';
import { OrganizationId, OrganizationReport, orNull, Time, Trouble, WhoseMove } from '../schema';
import { Accepted, LicenceSeen, Written } from '../seats/schema';
import { SyncStatus } from '../seats/view-schema';
import { Change, Mapping, Target } from './schema';

export const MappingStatus = z
  .enum([...(['unmapped', 'checking', 'pendingCheck', 'refused', 'mapped', 'needsAttention', 'kept'] as const)])
  .meta({ id: 'MappingStatus' });
export type MappingStatus = z.infer<typeof MappingStatus>;

/** The seat sync of one row. */
const SyncRow = z
  .object({
    status: SyncStatus,
    message: z.string(),
    whoseMove: WhoseMove,
    since: Time.nullable(),
    until: Time.nullable().describe('Until when seat changes are collected before they are sent.'),
    problem: orNull(Trouble),
    written: orNull(Written),
    accepted: orNull(Accepted),
    seen: orNull(LicenceSeen),
    // Organizations that were shown by an older version of ours do not say it.
    before: z.number().nullable().default(null).describe('What HaloPSA holds, as far as it is known.'),
    after: z.number().nullable().default(null).describe('What belongs there instead; null where that is the same.'),
  })
  .readonly()
  .meta({ id: 'OrganizationSync' });
export type SyncRow = z.infer<typeof SyncRow>;

const { status, seats, observedAt } = OrganizationReport.shape;

const row = {
  organizationId: OrganizationId,
  name: z.string(),
  status: MappingStatus,
  message: z.string(),
  whoseMove: WhoseMove,
  customerName: z.string().nullable(),
  softwareLicenceName: z.string().nullable(),
  target: orNull(Target),
  keptUntil: Time.nullable().describe('Until when a mapping is kept after a revoke.'),
  sync: SyncRow,
};

/** One row of the organizations grid, as the organization's Workflow shows it in its Memo. */
export const OrganizationRow = z
  .object({ ...row, report: z.object({ status, seats, observedAt }).readonly() })
  .readonly()
  .meta({ id: 'OrganizationRow' });
export type OrganizationRow = z.infer<typeof OrganizationRow>;

/** An organization's mapping as the Manage Connection page shows it. */
export const OrganizationMappingView = z
  .object({
    ...row,
    revision: z.int(),
    mapping: orNull(Mapping),
    wanted: orNull(Target),
    problem: orNull(Trouble),
    canUnlink: z.boolean(),
    report: OrganizationReport,
    history: z.array(Change).readonly(),
  })
  .readonly()
  .meta({ id: 'OrganizationMapping' });
export type OrganizationMappingView = z.infer<typeof OrganizationMappingView>;
