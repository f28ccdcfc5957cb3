import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Live, OrganizationMapping } from '../../api/generated';
import { useLive } from '../../live/look';
import { stopOf } from '../../live/stopped';
import { Loaded } from '../../shared/loaded';
import { Status } from '../../shared/status';

interface IntegrationsProps {
  readonly organizationId: string;
  readonly mapping: UseQueryResult<OrganizationMapping>;
}

/** The connected integrations, with what each says of one organization, and the way to manage it there. */
export function Integrations({ organizationId, mapping }: IntegrationsProps) {
  return (
    <Connected organizationId={organizationId}>
      <Loaded query={mapping} skeleton={<Skeleton height={24} />}>
        {({ message, whoseMove }) => <Status move={whoseMove}>{message}</Status>}
      </Loaded>
    </Connected>
  );
}

interface ConnectedProps {
  readonly organizationId: string;
  readonly children: ReactNode;
}

function Connected({ organizationId, children }: ConnectedProps) {
  const live = useLive();
  return (
    <Loaded query={live} skeleton={<Skeleton height={120} />}>
      {(data) =>
        data.connection.status === 'disconnected' ? (
          <NothingConnected />
        ) : (
          <HaloPsa live={data} organizationId={organizationId}>
            {children}
          </HaloPsa>
        )
      }
    </Loaded>
  );
}

function HaloPsa({ live, organizationId, children }: ConnectedProps & { readonly live: Live }) {
  const manage = useRef<HTMLAnchorElement>(null);
  // The dialog may have been open before, with another content.
  useEffect(() => manage.current?.focus(), []);
  // The dialog is in front of the banner, so what stops everything is said here as well.
  const standing = live.gate === null || live.gate.whoseMove === 'nobody' ? live.connection : live.gate;
  const state = stopOf(live) ?? standing;
  return (
    <Card withBorder component="section" aria-label="HaloPSA">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h4">
            HaloPSA
          </Title>
          <Button
            component={Link}
            ref={manage}
            to={`/integration/halopsa/manage?organization=${organizationId}`}
            data-autofocus
          >
            Manage
          </Button>
        </Group>
        <Status move={state.whoseMove}>{state.message}</Status>
        {children}
      </Stack>
    </Card>
  );
}

function NothingConnected() {
  return (
    <Stack>
      <Text>Nothing is connected yet.</Text>
      <Group justify="flex-end">
        <Button component={Link} to="/integration">
          Open Integration
        </Button>
      </Group>
    </Stack>
  );
}
