import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Seats } from '../../api/generated';
import { usePartnerId } from '../../session/signed-in';
import { FirstFew } from '../../shared/first-few';
import { When } from '../../shared/when';
import { Chart } from './chart';
import { Change } from './numbers';

type Entry = Seats['history'][number];

const outcomes: Readonly<Record<Entry['outcome'], string>> = {
  written: 'Written',
  held: 'Held',
  drift: 'Changed in HaloPSA',
  refused: 'Refused',
  dismissed: 'Dismissed',
  keptTheirs: 'HaloPSA’s count kept',
  started: 'Started',
  left: 'Left',
};

const causes: Readonly<Record<Entry['cause'], string>> = {
  report: 'a report',
  reconcile: 'the reconcile',
  approve: 'an approval',
  drift: 'a choice',
  sync: 'Sync now',
  preview: 'a preview',
  start: 'the start',
  remap: 'another mapping',
  settings: 'other settings',
};

/** Who has seen a preview has let the numbers go out, as one who starts. */
const outcomeOf = ({ cause, outcome }: Entry): string =>
  cause === 'preview' && outcome === 'started' ? 'Preview seen' : outcomes[outcome];

/** Nothing was written: HaloPSA keeps the one, and ours is the other. */
const leavesBoth = ({ outcome }: Entry): boolean => outcome === 'drift' || outcome === 'keptTheirs';

interface HistoryProps {
  readonly history: readonly Entry[];
  readonly organizationId: string;
}

/** What was sent and what came of it, the newest first. */
export function History({ history, organizationId }: HistoryProps) {
  const partnerId = usePartnerId();
  if (history.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label="History">
      <Group justify="space-between">
        <Title order={3} size="h5">
          History
        </Title>
        <Button
          component="a"
          href={`/v1/partners/${partnerId}/organizations/${organizationId}/halopsa/seats/history`}
          download={`seats-${organizationId}.csv`}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Download CSV
        </Button>
      </Group>
      <Chart history={history} />
      <FirstFew items={history} noun="entries">
        {(shown) => <Entries entries={shown} />}
      </FirstFew>
    </Stack>
  );
}

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <Table fz="sm" aria-label="History of the seats">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th>Seats</Table.Th>
          <Table.Th>What came of it</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={`${entry.at} ${entry.outcome}`}>
            <Table.Td>
              <When at={entry.at} />
            </Table.Td>
            <Table.Td fw={600}>
              {(entry.before !== null || entry.after !== null) && (
                <Change before={entry.before} after={entry.after} differs={leavesBoth(entry)} />
              )}
            </Table.Td>
            <Table.Td>
              {outcomeOf(entry)}, {entry.outcome === 'drift' ? 'seen by' : 'by'} {entry.by?.name ?? causes[entry.cause]}
              {entry.detail !== null && (
                <Text size="xs" c="dimmed">
                  {entry.detail}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
