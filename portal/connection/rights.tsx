import { Group, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconHelp } from '@tabler/icons-react';
import type { Command } from '../api/command';
import { useCommand } from '../api/command';
import type { Connection, ConnectionNow } from '../api/generated';
import { usePartnerId } from '../session/signed-in';
import { Deed } from '../shared/deed';
import { Failed } from '../shared/loaded';
import { When } from '../shared/when';
import { useShowConnection } from './query';

export type RightsReport = NonNullable<ConnectionNow['rights']>;
type Right = RightsReport['rights'][number];

const looks = {
  granted: { words: 'Granted', Icon: IconCheck, color: 'dimmed' },
  missing: { words: 'Missing', Icon: IconAlertTriangle, color: 'var(--status-you)' },
  unknown: { words: 'HaloPSA does not say', Icon: IconHelp, color: 'var(--status-halo)' },
} as const;

export const grantedOf = ({ rights }: RightsReport): number =>
  rights.filter(({ status }) => status === 'granted').length;

export function useCheckRights(): Command<void, Connection> {
  const partnerId = usePartnerId();
  const show = useShowConnection();
  return useCommand({ send: (api, _, params) => api.checkRights(partnerId, params), onDone: show });
}

interface RightsProps {
  readonly report: RightsReport;
  readonly check: Command<void, Connection>;
}

/** What the agent may do in HaloPSA, a row a right, and what to change there. */
export function Rights({ report, check }: RightsProps) {
  return (
    <Stack gap="sm">
      {check.error !== null && <Failed error={check.error} />}
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" flex="1 1 200px" style={{ overflowWrap: 'anywhere' }}>
          <span role="status">
            {grantedOf(report)} of {report.rights.length} granted to {report.agent}
          </span>
          , checked <When at={report.checkedAt} />
        </Text>
        <Deed size="xs" variant="default" isBusy={check.isPending} onClick={() => check.mutate()}>
          Re-check
        </Deed>
      </Group>
      <Table aria-label="Rights of the agent" verticalSpacing="xs">
        <Table.Tbody>
          {report.rights.map((right) => (
            <RightRow key={right.right} right={right} />
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function RightRow({ right: { right, status, advice } }: { readonly right: Right }) {
  const { words, Icon, color } = looks[status];
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {right}
        {advice !== null && (
          <Text size="sm" c="dimmed" fw={400}>
            {advice}
          </Text>
        )}
      </Table.Th>
      <Table.Td style={{ verticalAlign: 'top' }}>
        <Group gap={6} wrap="nowrap" justify="flex-end" c={color}>
          <Icon size={18} aria-hidden style={{ flexShrink: 0 }} />
          <Text size="sm">{words}</Text>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
