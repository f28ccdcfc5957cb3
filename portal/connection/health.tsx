import type { ConnectionHealth } from '../api/generated';
import { useLive } from '../live/look';
import { isStopped } from '../live/stopped';
import { Status } from '../shared/status';

interface HealthProps {
  readonly connection: Pick<ConnectionHealth, 'message' | 'whoseMove'>;
}

/**
 * How HaloPSA is, in the api's sentences: what is wrong with the connection, else with what is sent, else both. What stops
 * everything stands in the banner above, and is not said twice.
 */
export function Health({ connection }: HealthProps) {
  const gate = useLive().data?.gate ?? null;
  if (connection.whoseMove !== 'nobody' || gate === null) {
    return <Status move={connection.whoseMove}>{connection.message}</Status>;
  }
  if (isStopped(gate.status)) return <Status move={gate.whoseMove}>{connection.message}</Status>;
  if (gate.whoseMove !== 'nobody') return <Status move={gate.whoseMove}>{gate.message}</Status>;
  return (
    <Status move="nobody">
      {connection.message} {gate.message}
    </Status>
  );
}
