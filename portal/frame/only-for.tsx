import { Anchor, Card, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, Outlet } from 'react-router';
import { Health } from '../connection/health';
import { useLive } from '../live/look';
import type { Permission } from '../session/signed-in';
import { useSession } from '../session/signed-in';
import { Loaded } from '../shared/loaded';
import { Page } from '../shared/page';
import { roles } from './person';

/** The pages of those who may act. */
export const ForActors = () => (
  <OnlyFor permission="act">
    <Outlet />
  </OnlyFor>
);

interface OnlyForProps {
  readonly permission: Permission;
  readonly children: ReactNode;
}

/** A page for those who have a permission. Others are told so, and how HaloPSA is. */
export function OnlyFor({ permission, children }: OnlyForProps) {
  const { may, role } = useSession();
  if (may.includes(permission)) return children;
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
