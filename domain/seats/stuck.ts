import type { SeatsView } from './view-schema';

type SyncStatus = SeatsView['status'];

/** The statuses of seat syncs that wait for their partner's word. */
export const stuckStatuses = ['held', 'drift', 'needsYou'] as const satisfies readonly SyncStatus[];
export type StuckStatus = (typeof stuckStatuses)[number];

export const isStuck = (status: SyncStatus): status is StuckStatus => stuckStatuses.some((stuck) => stuck === status);
