import { Box } from '@mantine/core';
import { useLive } from '../live/look';
import { isStopped } from '../live/stopped';
import { Status } from '../shared/status';

/** What stops everything, in what stands in front of the banner. */
export function Standstill() {
  const gate = useLive().data?.gate ?? null;
  // The region is always there, so that what appears in it is announced.
  return (
    <div role="status">
      {gate !== null && isStopped(gate.status) && (
        <Box py="xs">
          <Status move={gate.whoseMove}>{gate.message}</Status>
        </Box>
      )}
    </div>
  );
}
