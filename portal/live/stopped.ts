import type { Gate, Live } from '../api/generated';

/** In which of its statuses a gate lets nothing through. */
const stopped = ['waitingForHalo', 'needsReconnect', 'paused'] as const satisfies readonly Gate['status'][];
export type Stopped = (typeof stopped)[number];

export const isStopped = (status: Gate['status']): status is Stopped => stopped.some((one) => one === status);

/** What stops everything, in the words of who knows of it. */
export interface Stop extends Pick<Gate, 'message' | 'whoseMove' | 'since'> {
  readonly status: Stopped;
  readonly gate: Gate;
  /** How much waits meanwhile, where the message does not say it. */
  readonly waits: number | null;
}

/**
 * Null where nothing stops, or nothing is connected. Credentials that were refused to a person stop everything as well: the gate has
 * tried nothing with them itself, and stays as it was.
 */
export function stopOf({ connection, gate }: Pick<Live, 'connection' | 'gate'>): Stop | null {
  // A gate that a revoke closes has nothing to wait for any more.
  if (gate === null || connection.status === 'disconnected') return null;
  const { status, message, whoseMove, since } = gate;
  if (connection.status === 'needsReconnect' && status !== 'needsReconnect' && status !== 'paused') {
    const waits = Object.values(gate.waiting).reduce((sum, count) => sum + count, 0);
    return { ...connection, status: connection.status, gate, waits };
  }
  return isStopped(status) ? { message, whoseMove, since, status, gate, waits: null } : null;
}
