import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
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
          shown.connectedBy === null ? <NotConnected says={shown.message} /> : <Mapping connection={shown} />
        }
      </Loaded>
    </Page>
  );
}

const NotConnected = ({ says }: { readonly says: string }) => (
  <Text>
    {says} The ticket mapping is chosen when HaloPSA is connected:{' '}
    <Anchor component={Link} to="/integration/halopsa/connect" underline="always">
      connect
    </Anchor>
    .
  </Text>
);

function FormSkeleton() {
  return (
    <Stack maw={720} aria-busy aria-label="Ticket mapping">
      <Skeleton h={160} />
      <Skeleton h={60} />
      <Skeleton h={60} />
      <Skeleton h={60} />
    </Stack>
  );
}
