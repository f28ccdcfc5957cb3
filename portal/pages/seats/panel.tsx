import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Seats as SeatsView } from '../../api/generated';
import { seatsQuery } from '../../api/organization-queries';
import { useFollow } from '../../live/follow';
import { useMay, usePartnerId } from '../../session/signed-in';
import { useKeptFocus } from '../../shared/kept-focus';
import { Loaded } from '../../shared/loaded';
import { Status } from '../../shared/status';
import { Actions } from './actions';
import { History } from './history';
import { Counts, Difference, Times } from './numbers';

/** The seat sync of one organization: its numbers, what can be done, and what came before. */
export function Seats({ organizationId }: { readonly organizationId: string }) {
  const query = seatsQuery(usePartnerId(), organizationId);
  const seats = useQuery(query);
  useFollow(query.queryKey);
  return (
    <Loaded query={seats} skeleton={<SeatsSkeleton />}>
      {(view) => <Shown view={view} organizationId={organizationId} />}
    </Loaded>
  );
}

function Shown({ view, organizationId }: { readonly view: SeatsView; readonly organizationId: string }) {
  const mayAct = useMay('act');
  const keptFocus = useKeptFocus();
  return (
    <Stack {...keptFocus}>
      <Difference view={view} />
      <div role="status">
        <Status move={view.whoseMove}>{view.message}</Status>
      </div>
      <Times view={view} />
      <Counts view={view} />
      {mayAct && <Actions view={view} organizationId={organizationId} />}
      <History history={view.history} organizationId={organizationId} />
    </Stack>
  );
}

function SeatsSkeleton() {
  return (
    <Stack aria-hidden>
      <Skeleton height={44} width={160} />
      <Skeleton height={24} width="80%" />
      <Skeleton height={64} />
      <Skeleton height={36} width={120} />
    </Stack>
  );
}
