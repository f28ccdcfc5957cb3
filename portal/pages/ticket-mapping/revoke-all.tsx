import { Button, List } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useCommand } from '../../api/command';
import type { Connection } from '../../api/generated';
import { useShowConnection } from '../../connection/query';
import { useLive } from '../../live/look';
import { usePartnerId } from '../../session/signed-in';
import { Confirm } from '../../shared/confirm';
import { counted } from '../../shared/counted';

/** Resets the ticket mapping, after it has said what that touches. */
export function RevokeAll() {
  const partnerId = usePartnerId();
  const [isOpen, { open, close }] = useDisclosure();
  const show = useShowConnection();
  const mapped = useLive().data?.organizations?.mapped;
  const revoke = useCommand<void, Connection>({
    send: (api, _, params) => api.revokeTicketMapping(partnerId, params),
    onDone: (answer) => {
      close();
      void show(answer);
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" c="var(--status-you)" me="auto" onClick={open}>
        Revoke All Ticket Mapping
      </Button>
      <Confirm
        title="Revoke all ticket mapping?"
        deed="Revoke All Ticket Mapping"
        isOpen={isOpen}
        isBusy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate()}
        onClose={() => {
          revoke.reset();
          close();
        }}
      >
        <List spacing={4}>
          <List.Item>
            Ticket creation and seat sync pause
            {mapped !== undefined && ` for ${counted(mapped, 'mapped organization')}`} until you choose again.
          </List.Item>
          <List.Item>HaloPSA stays connected, and the organizations stay mapped.</List.Item>
          <List.Item>Open tickets and seat counts in HaloPSA stay as they are.</List.Item>
          <List.Item>For some time it can be undone, also after you have left this page.</List.Item>
        </List>
      </Confirm>
    </>
  );
}
