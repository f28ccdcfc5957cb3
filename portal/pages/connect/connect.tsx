import { Card, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { useConnection } from '../../connection/connection';
import { Rights, useCheckRights } from '../../connection/rights';
import { Loaded } from '../../shared/loaded';
import { Page } from '../../shared/page';
import { ConnectForm } from './form';
import { SetUpGuide } from './set-up-guide';

/** The credentials, beside what is to be set up in HaloPSA to get them. */
export function ConnectPage() {
  const connection = useConnection();
  const check = useCheckRights();
  const { connectedBy, rights } = connection.data ?? {};
  return (
    <Page
      title={connectedBy == null ? 'Connect HaloPSA' : 'Change secret'}
      above={[{ title: 'Integration', to: '/integration' }]}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
        <Loaded query={connection} skeleton={<FormSkeleton />}>
          {(shown) => <ConnectForm connection={shown} />}
        </Loaded>
        <SetUpGuide />
      </SimpleGrid>
      {rights != null && (
        <Card withBorder padding="lg" component="section" aria-labelledby="rights">
          <Title order={2} size="h4" id="rights" pb="sm">
            Rights of the agent
          </Title>
          <Rights report={rights} check={check} />
        </Card>
      )}
    </Page>
  );
}

function FormSkeleton() {
  return (
    <Card withBorder padding="lg" aria-busy aria-label="Credentials">
      <Stack>
        <Skeleton h={28} w="40%" />
        <Skeleton h={60} />
        <Skeleton h={60} />
        <Skeleton h={60} />
      </Stack>
    </Card>
  );
}
