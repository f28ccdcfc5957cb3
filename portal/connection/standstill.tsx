import { Box } from '@mantine/core';
import { useLive } from '../live/look';
import { stopOf } from '../live/stopped';
import { Status } from '../shared/status';

/** What stops everything, in what stands in front of the banner. */
export function Standstill() {
  const { data: live } = useLive();
  const stop = live === undefined ? null : stopOf(live);
  // The region is always there, so that what appears in it is announced.
  return (
    <div role="status">
      {stop !== null && (
        <Box py="xs">
          <Status move={stop.whoseMove}>{stop.message}</Status>
        </Box>
      )}
    </div>
  );
}
