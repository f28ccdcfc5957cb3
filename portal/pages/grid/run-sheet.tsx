import { Group, Stack, Text } from '@mantine/core';
import { Standstill } from '../../connection/standstill';
import { Deed } from '../../shared/deed';
import { Failed, Loaded } from '../../shared/loaded';
import { Found, HowFar } from './progress';
import type { SeatSync } from './seat-sync';
import { SheetSkeleton } from './sheet-skeleton';

/** The newest reconcile: how far it is, and what it found. */
export function RunSheet({ seatSync }: { readonly seatSync: SeatSync }) {
  const { state, sync, isSyncing, hindrance } = seatSync;
  return (
    <Stack>
      <div>
        <Text>Compares each Software License in HaloPSA with what we count; what differs is written or asks you.</Text>
        <Standstill />
      </div>
      {sync.error !== null && <Failed error={sync.error} />}
      <Loaded query={state} skeleton={<SheetSkeleton />}>
        {({ reconcile }) =>
          reconcile === null ? (
            <Text c="dimmed">No sync of all organizations was made yet.</Text>
          ) : (
            <>
              <HowFar progress={reconcile} />
              <Found progress={reconcile} as="run" />
            </>
          )
        }
      </Loaded>
      <Group justify="flex-end">
        {hindrance !== null && <Text size="sm">{hindrance}</Text>}
        <Deed
          isBusy={sync.isPending}
          disabled={isSyncing || hindrance !== null}
          onClick={() => sync.mutate({ startsNew: false })}
        >
          Sync now
        </Deed>
      </Group>
    </Stack>
  );
}
