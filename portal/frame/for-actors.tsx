import { Anchor, Card, Stack, Text } from '@mantine/core';
import { Link, Outlet } from 'react-router';
import { Health } from '../connection/health';
import { useLive } from '../live/look';
import { useSession } from '../session/signed-in';
import { Loaded } from '../shared/loaded';
import { Page } from '../shared/page';
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
      <HaloPsa />
    </Page>
  );
}

function HaloPsa() {
  return (
    <Card withBorder component="section" aria-label="HaloPSA">
      <Loaded query={useLive()} skeleton={<Text>Looking …</Text>}>
        {({ connection }) => (
          <Stack gap="xs">
            <Text fw={700}>HaloPSA</Text>
            <Health connection={connection} />
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}
