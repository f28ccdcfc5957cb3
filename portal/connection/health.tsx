import { Stack } from '@mantine/core';
import type { ConnectionHealth } from '../api/generated';
import { useLive } from '../frame/live';
import { Status } from '../shared/status';

interface HealthProps {
  readonly connection: Pick<ConnectionHealth, 'message' | 'whoseMove'>;
}

/** How HaloPSA is, in the api's sentences: the connection's own, and that of what is sent. */
export function Health({ connection }: HealthProps) {
  const gate = useLive().data?.gate ?? null;
  return (
    <Stack gap={4}>
      <Status move={connection.whoseMove}>{connection.message}</Status>
      {gate !== null && <Status move={gate.whoseMove}>{gate.message}</Status>}
    </Stack>
  );
}
