import type { ConnectionView } from './connection/view-schema';
import type { GateView } from './gate/view-schema';

interface Moving {
  readonly connection: Pick<ConnectionView, 'status' | 'ticketMapping'>;
  /** Null while nothing is connected. */
  readonly gate: Pick<GateView, 'status' | 'waiting' | 'nextAttemptAt'> | null;
  /** How many organizations have a mapping that is being checked. */
  readonly checking: number;
}

export const lookSeconds = { moving: 2, troubled: 10, resting: 60 } as const;

/** In how many seconds it is worth looking again. */
export function nextLookSeconds({ connection, gate, checking }: Moving): 2 | 10 | 60 {
  const isChecking = connection.ticketMapping.status === 'checking' || checking > 0;
  if (connection.status === 'verifying' || connection.status === 'revoking' || isChecking) return lookSeconds.moving;
  if (connection.status === 'needsReconnect') return lookSeconds.troubled;
  if (gate === null) return lookSeconds.resting;
  const waits = Object.values(gate.waiting).some((count) => count > 0);
  switch (gate.status) {
    case 'open':
      return waits ? lookSeconds.moving : lookSeconds.resting;
    case 'waitingForHalo':
      // No time is known while HaloPSA is just being tried.
      return gate.nextAttemptAt === null ? lookSeconds.moving : lookSeconds.troubled;
    case 'needsReconnect':
    case 'paused':
      return lookSeconds.troubled;
    case 'closed':
      return lookSeconds.resting;
  }
}
