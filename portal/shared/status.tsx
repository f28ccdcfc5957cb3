import { Group, Text } from '@mantine/core';
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

/** A state: always words and an icon, never colour alone. */
export function Status({ move, children }: { readonly move: Move; readonly children: ReactNode }) {
  const { Icon, color } = looks[move];
  return (
    <Group gap={6} wrap="nowrap" c={color} component="span" display="inline-flex">
      <Icon size={18} aria-hidden style={{ flexShrink: 0 }} />
      <Text span inherit>
        {children}
      </Text>
    </Group>
  );
}
