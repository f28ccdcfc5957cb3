import { Card, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PartProps {
  /** Of the heading, which names the part. */
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** One part of the console. */
export function Part({ id, title, children }: PartProps) {
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby={id}>
      <Title order={2} size="h4" id={id} pb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}
