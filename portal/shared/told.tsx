import { Alert, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface ToldProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What to do next. */
  readonly next?: ReactNode;
  readonly onClose?: () => void;
}

/** A banner that says that something was done. */
export function Told({ title, children, next, onClose }: ToldProps) {
  return (
    <Alert
      color="teal"
      variant="light"
      icon={<IconCircleCheck aria-hidden />}
      title={
        <Text span inherit c="bright">
          {title}
        </Text>
      }
      role="group"
      {...(onClose !== undefined && { withCloseButton: true, onClose, closeButtonLabel: 'Close' })}
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 240px">
          {children}
        </Text>
        {next}
      </Group>
    </Alert>
  );
}
