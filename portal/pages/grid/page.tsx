import { Box, Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconEye, IconRefresh } from '@tabler/icons-react';
import { NotConnected } from '../../connection/not-connected';
import { useMay } from '../../session/signed-in';
import { counted } from '../../shared/counted';
import { useKeptFocus } from '../../shared/kept-focus';
import { Page } from '../../shared/page';
import type { Address } from './address';
import { useAddress } from './address';
import { List } from './list';
import { useOrganizations } from './organizations';
import type { SeatSync } from './seat-sync';
import { useSeatSync } from './seat-sync';
import { Sheets } from './sheets';

/** Manage Connection without an organization: all of them, what each is mapped to, and its seats. */
export function GridPage() {
  const address = useAddress();
  const list = useOrganizations(address.request);
  const seatSync = useSeatSync();
  const mayAct = useMay('act');
  const keptFocus = useKeptFocus();
  const all = list.counts?.all;
  return (
    <Page
      title="Manage Connection"
      subtitle={`${all === undefined ? 'Organizations' : counted(all, 'organization')}, what each is mapped to, and its seats`}
      above={mayAct ? [{ title: 'Integration', to: '/integration' }] : []}
      actions={mayAct ? <Actions seatSync={seatSync} address={address} /> : undefined}
    >
      {seatSync.hindrance !== null && <Hindrance sentence={seatSync.hindrance} />}
      <Box {...keptFocus}>
        <List list={list} address={address} />
      </Box>
      {mayAct && <Sheets address={address} seatSync={seatSync} />}
    </Page>
  );
}

/** Who may not connect HaloPSA is told how it is, and nothing else. */
const Hindrance = ({ sentence }: { readonly sentence: string }) =>
  useMay('act') ? <NotConnected sentence={sentence} /> : <Text>{sentence}</Text>;

interface ActionsProps {
  readonly seatSync: SeatSync;
  readonly address: Address;
}

function Actions({ seatSync, address: { open } }: ActionsProps) {
  const { hindrance, isSyncing, sync } = seatSync;
  const isHindered = hindrance !== null;
  return (
    <Group gap="sm">
      <Button
        variant="subtle"
        leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
        onClick={() => open('policy')}
      >
        Rules
        <VisuallyHidden> of seat sync</VisuallyHidden>
      </Button>
      <Button
        variant="default"
        leftSection={<IconEye size={18} aria-hidden />}
        disabled={isHindered}
        onClick={() => open('preview')}
      >
        Preview all
      </Button>
      <Button
        leftSection={<IconRefresh size={18} aria-hidden />}
        disabled={isHindered}
        onClick={() => {
          if (!isSyncing && !sync.isPending) sync.mutate({ startsNew: false });
          return open('run');
        }}
      >
        {isSyncing ? 'Syncing …' : 'Sync now'}
      </Button>
    </Group>
  );
}
