import { Box, Button, Card, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useCommand } from '../../api/command';
import type { Connection, ConnectionNow } from '../../api/generated';
import { useShowConnection } from '../../connection/query';
import { useServerClock } from '../../live/look';
import { usePartnerId } from '../../session/signed-in';
import { Deed } from '../../shared/deed';
import { Failed } from '../../shared/loaded';
import { Status } from '../../shared/status';
import { Told } from '../../shared/told';
import { useNow, When } from '../../shared/when';

const MINUTE = 60_000;

type TicketMapping = ConnectionNow['ticketMapping'];

interface MappingStateProps {
  readonly ticketMapping: TicketMapping;
  /** Just now, by this form. */
  readonly isSaved: boolean;
}

/** Who has saved goes on from here, also by keyboard. */
const focused = (link: HTMLAnchorElement | null) => link?.focus();

/** How the ticket mapping stands, in the api's words; what comes next, when it has just been saved. */
export function MappingState({ ticketMapping, isSaved }: MappingStateProps) {
  const { status, message, whoseMove, undoUntil } = ticketMapping;
  if (undoUntil !== null) return <Revoked message={message} until={undoUntil} />;
  // Nothing is wrong with not having chosen yet.
  if (status === 'notSet') return <Text c="dimmed">{message}</Text>;
  if (!isSaved || whoseMove === 'you') return <Status move={whoseMove}>{message}</Status>;
  return (
    <Told
      title="The ticket mapping is saved"
      next={
        <Button component={Link} to="/integration/halopsa/manage" ref={focused}>
          Map organizations
        </Button>
      }
    >
      {message}
    </Told>
  );
}

function Revoked({ message, until }: { readonly message: string; readonly until: string }) {
  const partnerId = usePartnerId();
  const isOver = useNow(MINUTE) + useServerClock() > Date.parse(until);
  const undo = useCommand<void, Connection>({
    send: (api, _, params) => api.undoTicketMappingRevoke(partnerId, params),
    onDone: useShowConnection(),
  });
  return (
    <Card withBorder>
      {undo.error !== null && <Failed error={undo.error} />}
      <Group justify="space-between" gap="sm">
        <Box flex="1 1 300px">
          <Status move="you">
            {message} The time to undo {isOver ? 'ended' : 'ends'} <When at={until} />.
          </Status>
        </Box>
        {!isOver && (
          <Deed variant="default" isBusy={undo.isPending} onClick={() => undo.mutate()}>
            Undo
          </Deed>
        )}
      </Group>
    </Card>
  );
}
