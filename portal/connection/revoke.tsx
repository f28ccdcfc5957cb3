import { List, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useCommand } from '../api/command';
import { revocationQuery } from '../api/connection-queries';
import type { Connection, Revocation } from '../api/generated';
import { usePartnerId } from '../session/signed-in';
import { Confirm } from '../shared/confirm';
import { counted } from '../shared/counted';
import { Failed } from '../shared/loaded';
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
  const close = () => {
    revoke.reset();
    onClose();
  };
  return (
    <Confirm
      title="Revoke the connection to HaloPSA?"
      deed="Revoke Connection"
      isOpen={isOpen}
      isBusy={revoke.isPending}
      isReady={!numbers.isFetching}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={close}
    >
      <Numbers query={numbers} />
    </Confirm>
  );
}

/** As they are now: of an earlier opening, or while they are counted again, none is shown. */
function Numbers({ query: { data, error, isFetching, refetch } }: { readonly query: UseQueryResult<Revocation> }) {
  if (isFetching) return <Text role="status">Counting what it touches …</Text>;
  if (error !== null) {
    return (
      <Failed error={error} retry={refetch}>
        What it touches could not be counted; you can revoke it all the same.
      </Failed>
    );
  }
  return data !== undefined && <Touched {...data} />;
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
