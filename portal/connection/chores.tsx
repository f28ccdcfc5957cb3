import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ConnectionNow, Live } from '../api/generated';
import { counted } from '../shared/counted';

/** One thing that waits for the partner, and the way to it. */
export interface Chore {
  readonly name: string;
  readonly says: string;
  readonly deed: string;
  readonly to: string;
}

const grid = '/integration/halopsa/manage';

/** What of a connection waits for the partner. Each number is that of the rows that its way leads to. */
export function choresOf({ status, ticketMapping, rights }: ConnectionNow, live: Live | undefined): readonly Chore[] {
  const { needsYou = 0, notMapped = 0, notStarted = 0 } = live?.organizations ?? {};
  const parked = live?.operations?.parked ?? 0;
  const missing = rights?.rights.filter((right) => right.status === 'missing').length ?? 0;
  const all: readonly (Chore & { readonly isThere: boolean })[] = [
    {
      isThere: status === 'needsReconnect',
      name: 'The credentials',
      says: 'are no longer accepted by HaloPSA; what waits is sent when you have reconnected',
      deed: 'Reconnect',
      to: '/integration/halopsa/connect',
    },
    {
      isThere: ticketMapping.whoseMove === 'you',
      name: 'Ticket mapping',
      says: ticketMapping.message,
      deed: 'Choose',
      to: '/integration/halopsa/ticket-mapping',
    },
    {
      isThere: missing > 0,
      name: counted(missing, 'right'),
      says: 'missing in HaloPSA; the report names the setting to change',
      deed: 'Show',
      to: '/integration/halopsa#rights',
    },
    {
      isThere: needsYou > 0,
      name: counted(needsYou, 'organization'),
      says: needsYou === 1 ? 'needs you before it can go on' : 'need you before they can go on',
      deed: 'Review',
      to: `${grid}?view=needsYou`,
    },
    {
      isThere: parked > 0,
      name: counted(parked, 'item'),
      says: `${parked === 1 ? 'is' : 'are'} parked, because HaloPSA failed again and again`,
      deed: 'Look',
      to: '/activity?view=parked',
    },
    {
      isThere: notMapped > 0,
      name: counted(notMapped, 'organization'),
      says: 'not mapped yet',
      deed: 'Map',
      to: `${grid}?view=notMapped`,
    },
    {
      isThere: notStarted > 0,
      name: counted(notStarted, 'organization'),
      says: 'mapped, but seat sync is not started yet',
      deed: 'Start',
      to: `${grid}?view=notStarted`,
    },
  ];
  return all.filter(({ isThere }) => isThere);
}

export function Chores({ chores }: { readonly chores: readonly Chore[] }) {
  return (
    <Stack gap={0} component="ul" m={0} p={0}>
      {chores.map(({ name, says, deed, to }) => (
        <Group key={to} component="li" justify="space-between" wrap="nowrap" gap="sm" py="xs" className="line">
          <Text style={{ overflowWrap: 'anywhere' }}>
            <b>{name}</b>{' '}
            <Text span c="dimmed">
              {says}
            </Text>
          </Text>
          <Button component={Link} to={to} size="xs" variant="light" flex="none" aria-label={`${deed}: ${name}`}>
            {deed}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
