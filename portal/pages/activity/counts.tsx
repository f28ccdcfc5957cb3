import { Paper, SimpleGrid, Text } from '@mantine/core';
import { useLive } from '../../live/look';
import { number } from '../../shared/number';

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, one) => total + one, 0);

/** How much waits, and for what. */
export function Counts({ total }: { readonly total: number }) {
  const gate = useLive().data?.gate;
  if (gate == null || !('held' in gate)) return null;
  const [waiting, held] = [sum(gate.waiting), sum(gate.held)];
  const stuck = Math.max(0, total - waiting - held - gate.parked);
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <Count title="On the way" count={waiting} color="var(--status-halo)" />
      <Count title="For you to decide" count={stuck} color="var(--status-you)" />
      <Count title="Parked after failures" count={gate.parked} color="var(--status-you)" />
      <Count title="Held for the ticket mapping" count={held} color="var(--status-you)" />
    </SimpleGrid>
  );
}

interface CountProps {
  readonly title: string;
  readonly count: number;
  /** Where there is something to count. */
  readonly color: string;
}

const Count = ({ title, count, color }: CountProps) => (
  <Paper withBorder shadow="xs" px="md" py="sm">
    <Text size="sm" c="dimmed">
      {title}
    </Text>
    <Text size="xl" fw={700} className="numbers" {...(count > 0 && { c: color })}>
      {number(count)}
    </Text>
  </Paper>
);
