import { Card, Skeleton, Stack, Text } from '@mantine/core';
import { useConnection } from '../../connection/query';
import { Loaded } from '../../shared/loaded';
import { Page } from '../../shared/page';
import { HaloCard } from './halo-card';

/** The tools that can be connected. */
export function IntegrationPage() {
  const connection = useConnection();
  return (
    <Page
      title="Integration"
      subtitle="Connect the tool that you run your business in. Seat counts arrive in its licenses."
    >
      <Loaded query={connection} skeleton={<CardSkeleton />}>
        {(shown) => <HaloCard connection={shown} />}
      </Loaded>
      <Text size="sm" c="dimmed">
        Other tools are not offered here.
      </Text>
    </Page>
  );
}

function CardSkeleton() {
  return (
    <Card withBorder padding="lg" aria-hidden>
      <Stack>
        <Skeleton h={44} w="60%" />
        <Skeleton h={56} />
        <Skeleton h={80} />
      </Stack>
    </Card>
  );
}
