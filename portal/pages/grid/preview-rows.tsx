import { Anchor, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ComparedRow } from '../../api/generated';
import { previewRowsQuery } from '../../api/grid-queries';
import { usePartnerId } from '../../session/signed-in';
import { Deed } from '../../shared/deed';
import { Loaded } from '../../shared/loaded';
import { number } from '../../shared/number';
import { reasonOf } from '../seats/reason';
import { findings } from './progress';
import { addressOf } from './row';
import { SheetSkeleton } from './sheet-skeleton';

/** What would change, grouped by what would be done, a page after the other. */
export function PreviewRows({ startedAt }: { readonly startedAt: string }) {
  const query = useInfiniteQuery(previewRowsQuery(usePartnerId(), startedAt));
  return (
    <Loaded query={query} skeleton={<SheetSkeleton />}>
      {({ pages }) => (
        <Stack>
          <Groups rows={pages.flatMap(({ rows }) => rows)} />
          {query.hasNextPage && (
            <Group justify="center">
              <Deed variant="default" size="xs" isBusy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                Show more
              </Deed>
            </Group>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

const Groups = ({ rows }: { readonly rows: readonly ComparedRow[] }) =>
  findings.map(({ finding, preview: title }) => {
    const found = rows.filter((row) => row.finding === finding);
    return found.length === 0 ? null : <FoundGroup key={finding} title={title} rows={found} />;
  });

function FoundGroup({ title, rows }: { readonly title: string; readonly rows: readonly ComparedRow[] }) {
  return (
    <section aria-label={title}>
      <Title order={3} size="h5" mb={4}>
        {title}
      </Title>
      <Table layout="fixed" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Organization</Table.Th>
            <Table.Th ta="end" w={140}>
              Seats
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.organizationId}>
              <Table.Td>
                <Anchor component={Link} to={addressOf(row.organizationId)} inherit>
                  {row.name}
                </Anchor>
                {row.reason !== null && (
                  <Text size="xs" c="dimmed">
                    {reasonOf(row.reason)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="end" className="numbers">
                <Seats row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Seats({ row: { before, after } }: { readonly row: ComparedRow }) {
  if (before === null && after === null) return '–';
  if (before === null || after === null) return number(before ?? after ?? 0);
  return (
    <>
      {number(before)} → <b>{number(after)}</b>
    </>
  );
}
