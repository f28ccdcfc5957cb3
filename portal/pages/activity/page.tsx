import { Anchor, Button, Group, Pagination, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import type { OperationsPage } from '../../api/activity-queries';
import { OPERATIONS_A_PAGE, operationsQuery } from '../../api/activity-queries';
import type { Live } from '../../api/generated';
import { useFollow } from '../../live/follow';
import { useLive } from '../../live/look';
import { stopOf } from '../../live/stopped';
import { usePartnerId } from '../../session/signed-in';
import { Deed } from '../../shared/deed';
import { Failed, Loaded } from '../../shared/loaded';
import { number } from '../../shared/number';
import { Page } from '../../shared/page';
import type { View } from './address';
import { addressOf, useAddress } from './address';
import type { GateCommands } from './commands';
import { useGateCommands } from './commands';
import { Counts } from './counts';
import { OperationList } from './list';

/** What is on its way to HaloPSA: whose move it is, what went wrong, and when it is tried again. */
export function ActivityPage() {
  const address = useAddress();
  const query = operationsQuery(usePartnerId(), address);
  useFollow(query.queryKey);
  const commands = useGateCommands();
  const { data: live } = useLive();
  return (
    <Page title="Activity" subtitle={subtitleOf(live)} actions={<Actions commands={commands} />}>
      {commands.error !== null && <Failed error={commands.error} />}
      <Loaded query={useQuery(query)} skeleton={<ActivitySkeleton />}>
        {(operations) => (
          <>
            <Counts views={operations.views} shown={address.view} />
            <Shown operations={operations} commands={commands} address={address} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What stops it all is told by the banner. */
function subtitleOf(live: Live | undefined): string {
  if (live?.gate === null) return live.connection.message;
  return live?.gate.status === 'open' && stopOf(live) === null ? live.gate.message : 'What is on its way to HaloPSA.';
}

/** While sending is stopped, the banner has what goes on from there. */
function Actions({ commands: { pause, retryAll } }: { readonly commands: GateCommands }) {
  const { data: live } = useLive();
  if (live === undefined || live.gate === null) return null;
  const { status, parked } = live.gate;
  return (
    <>
      {status === 'open' && stopOf(live) === null && (
        <Deed variant="default" isBusy={pause.isPending} onClick={() => pause.mutate()}>
          Pause
        </Deed>
      )}
      {parked > 0 && (
        <Deed isBusy={retryAll.isPending} onClick={() => retryAll.mutate()}>
          Retry all
        </Deed>
      )}
    </>
  );
}

interface ShownProps {
  readonly operations: OperationsPage;
  readonly commands: GateCommands;
  readonly address: ReturnType<typeof useAddress>;
}

function Shown({ operations, commands, address: { view, page, go } }: ShownProps) {
  const { items, total, views } = operations;
  const pages = Math.ceil(total / OPERATIONS_A_PAGE);
  if (pages > 0 && operations.page > pages) {
    return <Navigate to={addressOf({ view: operations.view, page: pages })} replace />;
  }
  return (
    <Stack>
      {view !== 'all' && (
        <Anchor component={Link} to="/activity">
          Show all {number(views.all)}
        </Anchor>
      )}
      {total === 0 ? (
        <Nothing view={view} />
      ) : (
        <Paper withBorder shadow="xs">
          {/* What stays in its place under the pointer is of this page alone. */}
          <OperationList key={`${operations.view} ${operations.page}`} operations={items} retry={commands.retry} />
        </Paper>
      )}
      {pages > 1 && (
        <Group justify="center">
          <Pagination
            total={pages}
            value={page}
            onChange={go}
            aria-label="Pages"
            getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
            getControlProps={(control) => ({ 'aria-label': control === 'next' ? 'Next page' : 'Previous page' })}
          />
        </Group>
      )}
    </Stack>
  );
}

const nothing: Readonly<Record<View, string>> = {
  all: 'Nothing is on its way.',
  waiting: 'Nothing waits for its turn.',
  toDecide: 'There is nothing for you to decide.',
  parked: 'Nothing is parked.',
  held: 'Nothing waits for the ticket mapping.',
};

function Nothing({ view }: { readonly view: View }) {
  const gate = useLive().data?.gate;
  return (
    <Paper withBorder shadow="xs" py={48} px="md">
      <Stack align="center">
        <Text>{nothing[view]}</Text>
        {gate === null && (
          <Button component={Link} to="/integration/halopsa/connect">
            Connect HaloPSA
          </Button>
        )}
      </Stack>
    </Paper>
  );
}

const ActivitySkeleton = () => (
  <Stack aria-hidden>
    <Skeleton height={76} />
    <Skeleton height={280} />
  </Stack>
);
