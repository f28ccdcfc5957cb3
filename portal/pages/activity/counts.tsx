import { Paper, SimpleGrid, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { OperationCounts } from '../../api/generated';
import { useLive } from '../../live/look';
import { number } from '../../shared/number';
import classes from './activity.module.css';
import type { View } from './address';
import { addressOf } from './address';

const tiles = [
  { view: 'waiting', title: 'On the way', color: 'var(--status-halo)' },
  { view: 'toDecide', title: 'For you to decide', color: 'var(--status-you)' },
  { view: 'parked', title: 'Parked after failures', color: 'var(--status-you)' },
  { view: 'held', title: 'Held for the ticket mapping', color: 'var(--status-you)' },
] as const;

interface CountsProps {
  readonly views: OperationCounts;
  readonly shown: View;
}

/** How much waits, and for what; each leads to those alone, the one that is shown back to all. */
export function Counts({ views, shown }: CountsProps) {
  if (useLive().data?.gate == null) return null;
  return (
    <SimpleGrid component="nav" aria-label="What waits" cols={{ base: 2, md: 4 }} spacing="sm">
      {tiles.map(({ view, title, color }) => (
        <Paper
          key={view}
          component={Link}
          to={addressOf({ view: view === shown ? 'all' : view, page: 1 })}
          aria-current={view === shown || undefined}
          className={classes.tile}
          withBorder
          shadow="xs"
          px="md"
          py="sm"
        >
          <Text size="sm" c="dimmed">
            {title}
          </Text>
          <Text size="xl" fw={700} className="numbers" {...(views[view] > 0 && { c: color })}>
            {number(views[view])}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
