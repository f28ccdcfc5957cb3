import { Group, Text } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { IconAlertTriangle, IconCircleCheck, IconClock, IconLoader2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Whose move it is: the api says so of everything. Red is theirs to do, yellow is ours to wait for, what is fine is quiet. */
export type Move = 'you' | 'halo' | 'us' | 'nobody';

const looks = {
  you: { Icon: IconAlertTriangle, color: 'var(--status-you)' },
  halo: { Icon: IconClock, color: 'var(--status-halo)' },
  us: { Icon: IconLoader2, color: 'var(--status-us)' },
  nobody: { Icon: IconCircleCheck, color: 'var(--mantine-color-dimmed)' },
} as const;

interface StatusProps {
  readonly move: Move;
  /** Where another one says it better than the usual one of the move. */
  readonly Icon?: TablerIcon;
  readonly children: ReactNode;
}

/** A state: always words and an icon, never colour alone. */
export function Status({ move, Icon = looks[move].Icon, children }: StatusProps) {
  const { color } = looks[move];
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" c={color} component="span" display="inline-flex">
      <Icon size={18} aria-hidden style={{ flexShrink: 0, marginTop: 'calc((1lh - 18px) / 2)' }} />
      <Text span inherit style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Group>
  );
}
