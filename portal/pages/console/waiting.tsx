import { Anchor, Group, List, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Gate } from '../../api/generated';
import { useLive } from '../../live/look';
import { counted } from '../../shared/counted';
import { Part } from './part';

type Kind = keyof Gate['waiting'];

const kinds: readonly (readonly [kind: Kind, one: string, many: string])[] = [
  ['seatSync', 'seat change', 'seat changes'],
  ['incident', 'ticket', 'tickets'],
  ['mappingCheck', 'mapping to check', 'mappings to check'],
  ['ticketMappingCheck', 'ticket mapping to check', 'ticket mappings to check'],
  ['reconcile', 'comparison of all seats', 'comparisons of all seats'],
];

/** What is on its way to HaloPSA, by kind. */
export function Waiting() {
  const gate = useLive().data?.gate ?? null;
  if (gate === null) return null;
  const waiting = kinds.filter(([kind]) => gate.waiting[kind] > 0);
  return (
    <Part id="waits" title="Waits for HaloPSA">
      <Group justify="space-between" align="flex-start" gap="sm">
        {waiting.length === 0 ? (
          <Text>Nothing waits.</Text>
        ) : (
          <List>
            {waiting.map(([kind, one, many]) => (
              <List.Item key={kind}>{counted(gate.waiting[kind], one, many)}</List.Item>
            ))}
          </List>
        )}
        <Anchor component={Link} to="/activity?view=waiting">
          Activity
        </Anchor>
      </Group>
    </Part>
  );
}
