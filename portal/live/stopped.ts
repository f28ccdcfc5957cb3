import type { Gate } from '../api/generated';

/** In which of its statuses a gate lets nothing through. */
const stopped = ['waitingForHalo', 'needsReconnect', 'paused'] as const satisfies readonly Gate['status'][];
export type Stopped = (typeof stopped)[number];

export const isStopped = (status: Gate['status']): status is Stopped => stopped.some((one) => one === status);
