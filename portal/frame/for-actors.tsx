import { Anchor, Card, Stack, Text } from '@mantine/core';
import { Link, Outlet } from 'react-router';
import { useSession } from '../session/session';
import { Loaded } from '../shared/loaded';
import { Page } from '../shared/page';
import { Status } from '../shared/status';
import { useLive } from './live';
import { roles } from './person';

/** The pages of those who may act. Others are told so, and how HaloPSA is. */
export function ForActors() {
  const { may, role } = useSession();
  if (may.includes('act')) return <Outlet />;
  return (
    <Page title="This page is not for your role">
      <Text>
        You are signed in as {roles[role]}. Owner, Super Admin and Admin manage the integration: ask one of them.
        {may.includes('readSeats') && (
          <>
            {' '}
            You can see the seats of your{' '}
            <Anchor component={Link} to="/organizations" underline="always">
              organizations
            </Anchor>
            .
          </>
        )}
      </Text>
      <Health />
    </Page>
  );
}

function Health() {
  return (
    <Card withBorder component="section" aria-label="HaloPSA">
      <Loaded query={useLive()} skeleton={<Text>Looking …</Text>}>
        {({ connection, gate }) => (
          <Stack gap="xs">
            <Text fw={700}>HaloPSA</Text>
            <Status move={connection.whoseMove}>{connection.message}</Status>
            {gate !== null && <Status move={gate.whoseMove}>{gate.message}</Status>}
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}
