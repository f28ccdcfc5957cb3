import { Skeleton, Text } from '@mantine/core';
import type { ConnectionNow, Live } from '../../api/generated';
import { Chores, choresOf } from '../../connection/chores';
import { useLive } from '../../live/look';
import { Loaded } from '../../shared/loaded';
import { Part } from './part';

interface OfConnection {
  readonly connection: ConnectionNow;
}

/** Everything whose next move is the partner's: what to do, and the way there. */
export const ToDo = ({ connection }: OfConnection) => (
  <Part id="to-do" title="For you to do">
    <Loaded query={useLive()} skeleton={<Skeleton h={60} />}>
      {(live) => <Shown connection={connection} live={live} />}
    </Loaded>
  </Part>
);

function Shown({ connection, live }: OfConnection & { readonly live: Live }) {
  const chores = choresOf(connection, live);
  return (
    <>
      {chores.length > 0 && <Chores chores={chores} />}
      {live.organizations === null ? (
        <Text>The organizations are being counted.</Text>
      ) : (
        chores.length === 0 && <Text>There is nothing for you to do.</Text>
      )}
    </>
  );
}
