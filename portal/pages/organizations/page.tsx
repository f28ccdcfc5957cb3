import { Alert, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { Organizations } from '../../api/generated';
import { organizationListKey, organizationsQuery } from '../../api/organization-queries';
import { useFollow } from '../../live/follow';
import { useMay, usePartnerId } from '../../session/signed-in';
import { counted } from '../../shared/counted';
import { Loaded } from '../../shared/loaded';
import { Page } from '../../shared/page';
import { SearchField, searching } from '../../shared/search-field';
import { useSheet } from './address';
import { OrganizationDialog } from './dialog';
import { SeatsSheet } from './seats-sheet';
import { OrganizationTable } from './table';

/** The portal's own organizations. They do not need HaloPSA: what one of them is mapped to is shown beside it. */
export function OrganizationsPage() {
  const partnerId = usePartnerId();
  const mayAct = useMay('act');
  const [params] = useSearchParams();
  const search = params.get('search') ?? '';
  const query = useQuery(organizationsQuery(partnerId, { search, after: params.get('after') }));
  useFollow(organizationListKey(partnerId));
  const total = query.data?.views.all;
  return (
    <Page
      title="Organizations"
      subtitle={total === undefined ? 'Your customers' : counted(total, 'organization')}
      actions={mayAct && total !== 0 && <NewButton />}
    >
      <Card withBorder padding={0}>
        {total !== 0 && (
          <Card.Section inheritPadding p="sm" m={0}>
            <SearchField label="Search organization or customer" />
          </Card.Section>
        )}
        <Loaded query={query} skeleton={<ListSkeleton />}>
          {(data) => <List data={data} search={search} />}
        </Loaded>
      </Card>
      {mayAct && <OrganizationDialog />}
      <SeatsSheet rows={query.data?.items ?? []} />
    </Page>
  );
}

function NewButton() {
  const { open } = useSheet();
  return (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open('new')}>
      New organization
    </Button>
  );
}

function List({ data, search }: { readonly data: Organizations; readonly search: string }) {
  if (data.views.all === 0) return <None />;
  if (data.items.length === 0) return <NoneMatch search={search} />;
  return (
    <>
      {data.note !== null && (
        <Alert color="yellow" m="sm">
          {data.note}
        </Alert>
      )}
      <OrganizationTable rows={data.items} />
      <Paging next={data.next} />
    </>
  );
}

function None() {
  return (
    <Stack align="center" p="xl" gap="sm">
      <Text fw={600}>No organizations yet</Text>
      <Text c="dimmed" ta="center">
        An organization is one of your customers, whose seats are counted here.
      </Text>
      {useMay('act') && <NewButton />}
    </Stack>
  );
}

function NoneMatch({ search }: { readonly search: string }) {
  const [params, setParams] = useSearchParams();
  return (
    <Stack align="center" p="xl" gap="sm">
      <Text>{search === '' ? 'There is nothing on this page.' : `No organization matches “${search}”.`}</Text>
      <Button variant="default" onClick={() => setParams(searching(params, ''))}>
        {search === '' ? 'First page' : 'Clear search'}
      </Button>
    </Stack>
  );
}

/** By links, so that Back leads to the page before. */
function Paging({ next }: { readonly next: string | null }) {
  const [params] = useSearchParams();
  const isFirst = !params.has('after');
  if (isFirst && next === null) return null;
  const at = (after: string | null) => {
    const there = searching(params, params.get('search') ?? '');
    if (after !== null) there.set('after', after);
    return { search: `?${there}` };
  };
  return (
    <Group component="nav" aria-label="Pages of the list" justify="flex-end" p="sm">
      {!isFirst && (
        <Button component={Link} to={at(null)} variant="default">
          First page
        </Button>
      )}
      {next !== null && (
        <Button component={Link} to={at(next)} variant="default">
          Next page
        </Button>
      )}
    </Group>
  );
}

function ListSkeleton() {
  return (
    <Stack p="sm" gap="xs" aria-hidden>
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={index} height={40} />
      ))}
    </Stack>
  );
}
