import { Anchor, Avatar, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface CardFrameProps {
  /** The page that says more; null where there is none. */
  readonly to: string | null;
  /** Beside the name, such as a badge. */
  readonly mark?: ReactNode;
  readonly about: ReactNode;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** The card of HaloPSA, whatever is in it. */
export function CardFrame({ to, mark, about, actions, children }: CardFrameProps) {
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="halopsa">
      <Stack gap="lg">
        <Group justify="space-between" gap="md">
          <Group gap="md" flex="1 1 280px" wrap="nowrap" align="flex-start">
            <Avatar radius="md" size={44} color="dark" variant="filled" aria-hidden>
              H
            </Avatar>
            <Stack gap={2} miw={0}>
              <Group gap="xs">
                <Title order={2} size="h4" id="halopsa">
                  {to === null ? (
                    'HaloPSA'
                  ) : (
                    <Anchor component={Link} to={to} inherit c="bright">
                      HaloPSA
                    </Anchor>
                  )}
                </Title>
                {mark}
              </Group>
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {about}
              </Text>
            </Stack>
          </Group>
          <Group gap="sm">{actions}</Group>
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
