import { Button, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useMay } from '../../session/signed-in';
import type { Address, View } from './address';

const nothing: Readonly<Record<View, string>> = {
  all: 'There are no organizations yet. Each one that is created appears here, to be mapped to its Customer in HaloPSA.',
  needsYou: 'Nothing needs you.',
  notMapped: 'Every organization is mapped.',
  mapped: 'No organization is mapped yet.',
  notStarted: 'No mapped organization waits to be started.',
  waiting: 'Nothing is on its way to HaloPSA.',
};

/** None at all is something else than none that match. */
export function Empty({ address: { request, show } }: { readonly address: Address }) {
  const { view, search } = request;
  const mayAct = useMay('act');
  return (
    <Stack align="center" py={48} px="md" gap="md">
      <Text ta="center" maw={460}>
        {search === '' ? nothing[view] : `No organization matches “${search}”${view === 'all' ? '' : ' here'}.`}
      </Text>
      {search !== '' && (
        <Button variant="default" onClick={() => show({ search: '' })}>
          Clear search
        </Button>
      )}
      {search === '' && view === 'all' && mayAct && (
        <Button component={Link} to="/organizations">
          New organization
        </Button>
      )}
      {search === '' && view !== 'all' && (
        <Button variant="default" onClick={() => show({ view: 'all' })}>
          Show all
        </Button>
      )}
    </Stack>
  );
}
