import { Card, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionNow } from '../../api/generated';
import { useConnection } from '../../connection/query';
import { Rights, useCheckRights } from '../../connection/rights';
import { Loaded } from '../../shared/loaded';
import { Page } from '../../shared/page';
import { ConnectForm } from './form';
import { SetUpGuide } from './set-up-guide';

/** The credentials, beside what is to be set up in HaloPSA to get them. */
export function ConnectPage() {
  const connection = useConnection();
  const check = useCheckRights();
  const isRenewal = useIsRenewal(connection.data);
  const rights = connection.data?.rights ?? null;
  return (
    <Page
      title={isRenewal === undefined ? 'HaloPSA' : isRenewal ? 'Change secret' : 'Connect HaloPSA'}
      above={[{ title: 'Integration', to: '/integration' }]}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
        <Loaded query={connection} skeleton={<FormSkeleton />}>
          {(shown) => <ConnectForm connection={shown} />}
        </Loaded>
        {isRenewal === false && <SetUpGuide />}
      </SimpleGrid>
      {isRenewal === true && rights !== null && (
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

/** Whether HaloPSA was connected when the page was opened, once that is known: the page stays what it was, until one has gone on. */
function useIsRenewal(connection: ConnectionNow | undefined): boolean | undefined {
  const [isRenewal, setRenewal] = useState<boolean>();
  if (isRenewal === undefined && connection !== undefined) setRenewal(connection.connectedBy !== null);
  return isRenewal;
}

function FormSkeleton() {
  return (
    <Card withBorder padding="lg" aria-hidden>
      <Stack>
        <Skeleton h={28} w="40%" />
        <Skeleton h={60} />
        <Skeleton h={60} />
        <Skeleton h={60} />
      </Stack>
    </Card>
  );
}
