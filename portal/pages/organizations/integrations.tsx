import { Button, Card, Group, Modal, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ListedOrganization, Live } from '../../api/generated';
import { mappingQuery } from '../../api/organization-queries';
import { useLive } from '../../live/look';
import { usePartnerId } from '../../session/signed-in';
import { Loaded } from '../../shared/loaded';
import { Status } from '../../shared/status';
import { useSheet } from './address';

/** The connected integrations, with what each says of one organization, and the way to manage it there. */
export function Integrations({ rows }: { readonly rows: readonly ListedOrganization[] }) {
  const { isOpen, of, close } = useSheet();
  const organizationId = of('integrations');
  const mapping = useQuery({
    ...mappingQuery(usePartnerId(), organizationId),
    enabled: isOpen('integrations') && organizationId !== '',
  });
  const name = mapping.data?.name ?? rows.find((row) => row.organizationId === organizationId)?.name;
  return (
    <Modal
      opened={isOpen('integrations')}
      onClose={close}
      title={name === undefined ? 'Integrations' : `Integrations of ${name}`}
      centered
    >
      <Connected organizationId={organizationId}>
        <Loaded query={mapping} skeleton={<Skeleton height={24} />}>
          {({ message, whoseMove }) => <Status move={whoseMove}>{message}</Status>}
        </Loaded>
      </Connected>
    </Modal>
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
  // What keeps HaloPSA from being reached says more than that it is connected.
  const state = live.gate === null || live.gate.whoseMove === 'nobody' ? live.connection : live.gate;
  return (
    <Card withBorder component="section" aria-label="HaloPSA">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h4">
            HaloPSA
          </Title>
          <Button component={Link} to={`/integration/halopsa/manage?organization=${organizationId}`} data-autofocus>
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
