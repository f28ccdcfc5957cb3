import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCommand } from '../api/command';
import { revocationQuery } from '../api/connection-queries';
import type { Connection, Revocation } from '../api/generated';
import { usePartnerId } from '../session/signed-in';
import { Confirm } from '../shared/confirm';
import { counted } from '../shared/counted';
import { Loaded } from '../shared/loaded';
import { useShowConnection } from './query';

interface RevokeProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks before the connection is revoked, with the numbers of what it touches. */
export function Revoke({ isOpen, onClose }: RevokeProps) {
  const partnerId = usePartnerId();
  const show = useShowConnection();
  const numbers = useQuery({ ...revocationQuery(partnerId), enabled: isOpen });
  const revoke = useCommand<void, Connection>({
    send: (api, _, params) => api.revokeConnection(partnerId, params),
    onDone: (answer) => {
      onClose();
      void show(answer);
    },
  });
  return (
    <Confirm
      title="Revoke the connection to HaloPSA?"
      deed="Revoke Connection"
      isOpen={isOpen}
      isBusy={revoke.isPending}
      isReady={numbers.data !== undefined}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <Loaded query={numbers} skeleton={<Text>Counting what it touches …</Text>}>
        {(touched) => <Touched {...touched} />}
      </Loaded>
    </Confirm>
  );
}

function Touched({ mappings, keptDays, waitingOperations, openTickets, message }: Revocation) {
  return (
    <>
      <List spacing={4}>
        <List.Item>
          {counted(mappings, 'mapping')}: kept for {counted(keptDays, 'day')}, and back when you connect the same
          HaloPSA
        </List.Item>
        <List.Item>The ticket mapping: not kept, choose it again then</List.Item>
        <List.Item>{counted(waitingOperations, 'waiting operation')}: not sent any more</List.Item>
        <List.Item>{counted(openTickets, 'open ticket')}: not followed any more</List.Item>
      </List>
      <Text>{message}</Text>
    </>
  );
}
