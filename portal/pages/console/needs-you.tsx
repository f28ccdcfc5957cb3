import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { firstOperationsQuery } from '../../api/connection-queries';
import type { ConnectionNow, Operations } from '../../api/generated';
import type { Chore } from '../../connection/chores';
import { Chores, choresOf } from '../../connection/chores';
import { useFollow } from '../../live/follow';
import { useLive } from '../../live/look';
import { usePartnerId } from '../../session/signed-in';
import { Loaded } from '../../shared/loaded';
import { Part } from './part';

type Operation = Operations['items'][number];

const SHOWN = 5;

/** Everything whose next move is the partner's: what to do, and the way there. */
export function NeedsYou({ connection }: { readonly connection: ConnectionNow }) {
  const query = firstOperationsQuery(usePartnerId());
  useFollow(query.queryKey);
  const chores = choresOf(connection, useLive().data?.organizations ?? null);
  return (
    <Part id="needs-you" title="Needs you">
      <Loaded query={useQuery(query)} skeleton={<Skeleton h={60} />}>
        {({ items }) => <Shown chores={[...chores, ...stuck(items)]} />}
      </Loaded>
    </Part>
  );
}

const Shown = ({ chores }: { readonly chores: readonly Chore[] }) =>
  chores.length === 0 ? <Text>Nothing needs you.</Text> : <Chores chores={chores} />;

function stuck(operations: readonly Operation[]): readonly Chore[] {
  return operations
    .filter(({ whoseMove }) => whoseMove === 'you')
    .slice(0, SHOWN)
    .map((operation) => ({
      key: operation.id,
      name: operation.organization ?? 'HaloPSA',
      says: operation.message,
      deed: 'Review',
      to: wayTo(operation),
    }));
}

function wayTo({ moves, organizationId }: Operation): string {
  if (moves.includes('saveTicketMapping')) return '/integration/halopsa/ticket-mapping';
  if (organizationId === null || moves.includes('retryOperation')) return '/activity';
  return `/integration/halopsa/manage?organization=${encodeURIComponent(organizationId)}`;
}
