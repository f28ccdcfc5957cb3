import { Skeleton, Stack } from '@mantine/core';
import { NotConnected } from '../../connection/not-connected';
import { useConnection } from '../../connection/query';
import { Loaded } from '../../shared/loaded';
import { Page } from '../../shared/page';
import { Mapping } from './mapping';

/** Which tickets are created in HaloPSA, and which seats are counted. */
export function TicketMappingPage() {
  const connection = useConnection();
  return (
    <Page
      title="Ticket mapping"
      subtitle="Which tickets are created in HaloPSA, and which seats are counted."
      above={[
        { title: 'Integration', to: '/integration' },
        { title: 'HaloPSA', to: '/integration/halopsa' },
      ]}
    >
      <Loaded query={connection} skeleton={<FormSkeleton />}>
        {(shown) =>
          shown.connectedBy === null ? <NotConnected sentence={shown.message} /> : <Mapping connection={shown} />
        }
      </Loaded>
    </Page>
  );
}

function FormSkeleton() {
  return (
    <Stack maw={720} aria-hidden>
      <Skeleton h={160} />
      <Skeleton h={60} />
      <Skeleton h={60} />
      <Skeleton h={60} />
    </Stack>
  );
}
