import { Alert, Button, Group, Paper, Skeleton, Stack, Tabs } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { Failed, Loaded } from '../../shared/loaded';
import { number } from '../../shared/number';
import type { Address } from './address';
import { views } from './address';
import { Empty } from './empty';
import type { OrganizationList } from './organizations';
import { Rows } from './rows';
import { Toolbar } from './toolbar';

interface ListProps {
  readonly list: OrganizationList;
  readonly address: Address;
}

export function List({ list, address }: ListProps) {
  const { view } = address.request;
  const show = (chosen: string | null) => address.show({ view: views.find((one) => one === chosen) ?? 'all' });
  return (
    <Paper withBorder shadow="xs">
      <Tabs value={view} onChange={show} variant="pills">
        <Toolbar counts={list.counts} />
        <Tabs.Panel value={view}>
          <Loaded query={list.pages} skeleton={<ListSkeleton />}>
            {() => <Shown list={list} address={address} />}
          </Loaded>
        </Tabs.Panel>
      </Tabs>
    </Paper>
  );
}

function Shown({ list, address }: ListProps) {
  const { rows, note, pages } = list;
  return (
    <>
      {note !== null && (
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} mx="md" mb="sm">
          {note}
        </Alert>
      )}
      <News list={list} />
      {rows.length === 0 ? <Empty address={address} /> : <Rows list={list} address={address} />}
      {pages.isFetchNextPageError && pages.error !== null && (
        <Failed error={pages.error} retry={() => pages.fetchNextPage()} isBusy={pages.isFetching} />
      )}
    </>
  );
}

/** What is new comes in when one says so: nothing moves by itself. */
function News({ list: { news, pages } }: Pick<ListProps, 'list'>) {
  return (
    <Group justify="center" aria-live="polite">
      {news > 0 && (
        <Button
          size="xs"
          variant="light"
          mb="sm"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={pages.isRefetching}
          onClick={() => pages.refetch()}
        >
          {number(news)} new
        </Button>
      )}
    </Group>
  );
}

const ListSkeleton = () => (
  <Stack gap="md" p={20} aria-hidden>
    {Array.from({ length: 8 }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
      <Skeleton key={index} height={24} />
    ))}
  </Stack>
);
