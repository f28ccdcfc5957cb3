import { Group, SimpleGrid, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Seats } from '../../api/generated';
import { number } from '../../shared/number';
import { useNow, When } from '../../shared/when';

interface ChangeProps {
  readonly before: number | null;
  readonly after: number | null;
  /** Both stand, until somebody chooses. */
  readonly differs?: boolean;
}

/** A count, and the one that comes, or would come, in its place. */
export function Change({ before, after, differs = false }: ChangeProps) {
  return (
    <Group component="span" display="inline-flex" gap={8} wrap="nowrap" className="numbers">
      <span>{before === null ? '–' : number(before)}</span>
      {after !== null && (
        <>
          {differs ? <span aria-hidden>≠</span> : <IconArrowRight size="0.8em" aria-hidden style={{ flexShrink: 0 }} />}
          <VisuallyHidden>{differs ? ' in HaloPSA, ours is ' : ' becomes '}</VisuallyHidden>
          <span>{number(after)}</span>
        </>
      )}
    </Group>
  );
}

const kinds = { used: 'used seats', purchased: 'purchased seats', active: 'active seats', none: 'seats' } as const;

/** What HaloPSA holds, and what belongs there instead. */
export function Difference({ view }: { readonly view: Seats }) {
  const { before, after, seen, written, accepted, wanted, definition } = view;
  const holds = before ?? seen?.count ?? written?.count ?? null;
  const belongs = after ?? wanted;
  if (holds === null) return null;
  const isLeft = accepted !== null && accepted.theirs === holds;
  return (
    <Group gap="sm" align="baseline">
      <Text span fz={34} fw={700} lh={1.1}>
        <Change before={holds} after={belongs === holds || isLeft ? null : belongs} differs={view.status === 'drift'} />
      </Text>
      <Text span c="dimmed" size="sm">
        {kinds[definition]} in HaloPSA
        {seen !== null && (
          <>
            , seen <When at={seen.seenAt} />
          </>
        )}
      </Text>
    </Group>
  );
}

const MINUTE = 60_000;

/** Until when changes are collected, or since when it waits. */
export function Times({ view: { since, until, whoseMove } }: { readonly view: Seats }) {
  const now = useNow(MINUTE / 2);
  if (whoseMove === 'nobody') return null;
  if (until !== null) {
    const isNear = Date.parse(until) - now < MINUTE;
    return <Quiet>It is sent {isNear ? 'within a minute' : <When at={until} />}.</Quiet>;
  }
  if (since === null) return null;
  return (
    <Quiet>
      It began <When at={since} />.
    </Quiet>
  );
}

const Quiet = ({ children }: { readonly children: ReactNode }) => (
  <Text size="sm" c="dimmed">
    {children}
  </Text>
);

const tiles = [
  ['used', 'Used'],
  ['purchased', 'Purchased'],
  ['active', 'Active'],
] as const;

/** What we count, and which of it is synced. */
export function Counts({ view: { seats, definition, observedAt } }: { readonly view: Seats }) {
  return (
    <div>
      <SimpleGrid cols={3} component="dl" m={0}>
        {tiles.map(([kind, title]) => (
          <div key={kind}>
            <Text component="dt" size="sm" c="dimmed">
              {title}
            </Text>
            <Text component="dd" m={0} fz="xl" fw={kind === definition ? 700 : 400} className="numbers">
              {number(seats[kind])}
            </Text>
            {kind === definition && (
              <Text component="dd" m={0} size="xs" c="dimmed">
                Sync Seat
              </Text>
            )}
          </div>
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        Counted <When at={observedAt} />.
      </Text>
    </div>
  );
}
