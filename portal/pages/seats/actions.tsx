import { Anchor, Box, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Command } from '../../api/command';
import { lastError } from '../../api/command';
import type { Seats } from '../../api/generated';
import { useHindrance } from '../../connection/not-connected';
import { Deed } from '../../shared/deed';
import { Failed } from '../../shared/loaded';
import { number } from '../../shared/number';
import { useSeatsCommand } from './command';
import { Start } from './start';

interface OfSeats {
  readonly view: Seats;
  readonly organizationId: string;
}

/** What can be done about the seats now: the api says which of it. Who has not started yet need not ask for a sync as well. */
export function Actions({ view, organizationId }: OfSeats) {
  const isConnected = useHindrance() === null;
  return (
    <Group gap="sm">
      {/* What was seen of other numbers does not count. */}
      {view.canStart && <Start key={view.wanted} organizationId={organizationId} />}
      {view.canApprove && view.after !== null && <Held after={view.after} organizationId={organizationId} />}
      {view.canChoose && view.before !== null && view.after !== null && (
        <Drift ours={view.after} theirs={view.before} organizationId={organizationId} />
      )}
      {view.canSync && !view.canStart && <SyncNow organizationId={organizationId} />}
      {view.definition === 'none' && isConnected && (
        <Anchor component={Link} to="/integration/halopsa/ticket-mapping" underline="always" size="sm">
          Choose which seats to sync
        </Anchor>
      )}
    </Group>
  );
}

interface HeldProps {
  readonly organizationId: string;
  readonly after: number;
}

/** The number that the page shows goes along: another one that is held by then is not approved unseen. */
function Held({ organizationId, after }: HeldProps) {
  const approve = useSeatsCommand<number>(organizationId, (api, ids, count, params) =>
    api.approveSeats(...ids, { count }, params),
  );
  const dismiss = useSeatsCommand<number>(organizationId, (api, ids, count, params) =>
    api.dismissSeats(...ids, { count }, params),
  );
  return (
    <Choice error={lastError(approve, dismiss)}>
      <Deed isBusy={approve.isPending} onClick={() => approve.mutate(after)}>
        Approve {number(after)}
      </Deed>
      <Deed variant="default" isBusy={dismiss.isPending} onClick={() => dismiss.mutate(after)}>
        Dismiss
      </Deed>
    </Choice>
  );
}

interface DriftProps {
  readonly organizationId: string;
  readonly ours: number;
  readonly theirs: number;
}

function Drift({ organizationId, ours, theirs }: DriftProps) {
  const choose = useSeatsCommand<'ours' | 'theirs'>(organizationId, (api, ids, choice, params) =>
    api.chooseSeats(...ids, { choice, theirs }, params),
  );
  const isSending = (choice: 'ours' | 'theirs') => choose.isPending && choose.variables === choice;
  return (
    <Choice error={choose.error}>
      <Deed isBusy={isSending('ours')} disabled={isSending('theirs')} onClick={() => choose.mutate('ours')}>
        Write ours, {number(ours)}
      </Deed>
      <Deed
        variant="default"
        isBusy={isSending('theirs')}
        disabled={isSending('ours')}
        onClick={() => choose.mutate('theirs')}
      >
        Keep HaloPSA’s, {number(theirs)}
      </Deed>
    </Choice>
  );
}

function SyncNow({ organizationId }: { readonly organizationId: string }) {
  const sync = useSeatsCommand<void>(organizationId, (api, ids, _, params) => api.syncSeats(...ids, params));
  return (
    <Choice error={sync.error}>
      <Deed variant="default" isBusy={sync.isPending} onClick={() => sync.mutate()}>
        Sync now
      </Deed>
    </Choice>
  );
}

interface ChoiceProps {
  readonly error: Command<unknown>['error'];
  readonly children: ReactNode;
}

function Choice({ error, children }: ChoiceProps) {
  return (
    <>
      {error !== null && (
        <Box w="100%">
          <Failed error={error} />
        </Box>
      )}
      {children}
    </>
  );
}
