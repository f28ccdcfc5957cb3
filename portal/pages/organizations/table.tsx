import { ActionIcon, Badge, Group, Menu, Table, Text } from '@mantine/core';
import { IconChartLine, IconDots, IconPlugConnected } from '@tabler/icons-react';
import type { ListedOrganization } from '../../api/generated';
import { useLive } from '../../live/look';
import { useMay } from '../../session/signed-in';
import { useMenuButton } from '../../shared/menu-button';
import { number } from '../../shared/number';
import { Status } from '../../shared/status';
import { useSheet } from './address';

const states = { active: null, suspended: 'Suspended', unsubscribed: 'Unsubscribed' } as const;

export function OrganizationTable({ rows }: { readonly rows: readonly ListedOrganization[] }) {
  const { data: live } = useLive();
  const isConnected = live !== undefined && live.connection.status !== 'disconnected';
  // Without HaloPSA, that nothing is mapped is no news.
  const showsHalo = isConnected || rows.some(({ status }) => status !== 'unmapped');
  return (
    <Table.ScrollContainer minWidth={0} type="native">
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover aria-label="Organizations">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Organization</Table.Th>
            <Table.Th ta="right" w={{ base: 64, sm: 120 }}>
              Used seats
            </Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              Purchased
            </Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              Active
            </Table.Th>
            {showsHalo && <Table.Th visibleFrom="sm">HaloPSA</Table.Th>}
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.organizationId} row={row} showsHalo={showsHalo} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ row, showsHalo }: { readonly row: ListedOrganization; readonly showsHalo: boolean }) {
  const { used, purchased, active } = row.report.seats;
  const state = states[row.report.status];
  const halo = <Status move={row.whoseMove}>{row.message}</Status>;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600} style={{ overflowWrap: 'anywhere' }}>
        <Group gap="xs">
          <span>{row.name}</span>
          {state !== null && (
            <Badge variant="default" tt="none">
              {state}
            </Badge>
          )}
        </Group>
        {showsHalo && (
          <Text size="sm" fw={400} hiddenFrom="sm" component="div">
            {halo}
          </Text>
        )}
      </Table.Th>
      <Seats count={used} />
      <Seats count={purchased} visibleFrom="sm" />
      <Seats count={active} visibleFrom="sm" />
      {showsHalo && (
        <Table.Td visibleFrom="sm" fz="sm">
          {halo}
        </Table.Td>
      )}
      <Table.Td w={1}>
        <RowMenu row={row} />
      </Table.Td>
    </Table.Tr>
  );
}

function Seats({ count, visibleFrom }: { readonly count: number; readonly visibleFrom?: 'sm' }) {
  return (
    <Table.Td ta="right" className="numbers" {...(visibleFrom !== undefined && { visibleFrom })}>
      {number(count)}
    </Table.Td>
  );
}

function RowMenu({ row: { organizationId, name } }: { readonly row: ListedOrganization }) {
  const { open } = useSheet();
  const mayAct = useMay('act');
  const button = useMenuButton();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon ref={button.ref} variant="subtle" color="gray" size="lg" aria-label={`Menu of ${name}`}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayAct && (
          <Menu.Item
            leftSection={<IconPlugConnected size={16} aria-hidden />}
            onClick={button.opens(() => open('integrations', organizationId))}
          >
            View Integration
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconChartLine size={16} aria-hidden />}
          onClick={button.opens(() => open('seats', organizationId))}
        >
          View seats
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
