import { Button, Group, Pagination, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { OPERATIONS_A_PAGE, operationsQuery } from '../../api/activity-queries';
import type { Live, Operations } from '../../api/generated';
import { useFollow } from '../../live/follow';
import { useLive } from '../../live/look';
import { usePartnerId } from '../../session/signed-in';
import { Failed, Loaded } from '../../shared/loaded';
import { Page } from '../../shared/page';
import type { GateCommands } from './commands';
import { useGateCommands } from './commands';
import { Counts } from './counts';
import { OperationList } from './list';

/** What is on its way to HaloPSA: whose move it is, what went wrong, and when it is tried again. */
export function ActivityPage() {
  const { page, go } = usePage();
  const query = operationsQuery(usePartnerId(), page);
  useFollow(query.queryKey);
  const commands = useGateCommands();
  const { data: live } = useLive();
  return (
    <Page title="Activity" subtitle={subtitleOf(live)} actions={<Actions commands={commands} />}>
      {commands.error !== null && <Failed error={commands.error} />}
      <Loaded query={useQuery(query)} skeleton={<ActivitySkeleton />}>
        {(operations) => (
          <>
            <Counts total={operations.total} />
            <Shown operations={operations} commands={commands} page={page} onPage={go} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What stops it all is told by the banner. */
function subtitleOf(live: Live | undefined): string {
  if (live?.gate === null) return live.connection.message;
  return live?.gate.status === 'open' ? live.gate.message : 'What is on its way to HaloPSA.';
}

/** While sending is stopped, the banner has what goes on from there. */
function Actions({ commands: { pause, retryAll } }: { readonly commands: GateCommands }) {
  const gate = useLive().data?.gate;
  if (gate == null || !('parked' in gate)) return null;
  return (
    <>
      {gate.status === 'open' && (
        <Button variant="default" loading={pause.isPending} onClick={() => pause.mutate()}>
          Pause
        </Button>
      )}
      {gate.parked > 0 && (
        <Button loading={retryAll.isPending} onClick={() => retryAll.mutate()}>
          Retry all
        </Button>
      )}
    </>
  );
}

interface ShownProps {
  readonly operations: Operations;
  readonly commands: GateCommands;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function Shown({ operations: { items, total }, commands, page, onPage }: ShownProps) {
  const pages = Math.ceil(total / OPERATIONS_A_PAGE);
  if (total === 0) return <Nothing />;
  return (
    <Stack>
      <Paper withBorder shadow="xs">
        <OperationList operations={items} retry={commands.retry} />
      </Paper>
      {pages > 1 && (
        <Group justify="center">
          <Pagination
            total={pages}
            value={page}
            onChange={onPage}
            aria-label="Pages"
            getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
            getControlProps={(control) => ({ 'aria-label': control === 'next' ? 'Next page' : 'Previous page' })}
          />
        </Group>
      )}
    </Stack>
  );
}

function Nothing() {
  const gate = useLive().data?.gate;
  return (
    <Paper withBorder shadow="xs" py={48} px="md">
      <Stack align="center">
        <Text>Nothing is on its way.</Text>
        {gate === null && (
          <Button component={Link} to="/integration/halopsa/connect">
            Connect HaloPSA
          </Button>
        )}
      </Stack>
    </Paper>
  );
}

/** Of the list, as it stands in the address. */
function usePage() {
  const [params, setParams] = useSearchParams();
  return {
    page: Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1),
    go: (page: number) => setParams(page === 1 ? {} : { page: String(page) }),
  };
}

const ActivitySkeleton = () => (
  <Stack aria-hidden>
    <Skeleton height={76} />
    <Skeleton height={280} />
  </Stack>
);
