import { Badge, Button, Text, Title } from '@mantine/core';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { ConnectionNow } from '../../api/generated';
import { Chores, choresOf } from '../../connection/chores';
import { Facts } from '../../connection/facts';
import { Health } from '../../connection/health';
import { OptionMenu } from '../../connection/option-menu';
import { hostOf } from '../../connection/query';
import { RightsDialog, useRightsDialog } from '../../connection/rights-dialog';
import { useLive } from '../../live/look';
import { Status } from '../../shared/status';
import { When } from '../../shared/when';
import { CardFrame } from './card-frame';

interface OfConnection {
  readonly connection: ConnectionNow;
}

/** HaloPSA, as it stands with this partner. */
export function HaloCard({ connection }: OfConnection) {
  return connection.connectedBy === null ? <Unlinked connection={connection} /> : <Linked connection={connection} />;
}

function Linked({ connection }: OfConnection) {
  const rights = useRightsDialog();
  const chores = choresOf(connection, useLive().data);
  return (
    <CardFrame
      to="/integration/halopsa"
      mark={connection.status === 'connected' && <Connected />}
      about={<About connection={connection} />}
      actions={
        <>
          <Button
            component={Link}
            to="/integration/halopsa/manage"
            variant={connection.status === 'connected' ? 'filled' : 'default'}
            leftSection={<IconLink size={18} aria-hidden />}
          >
            Manage Connection
          </Button>
          <OptionMenu onCheckRights={rights.check} />
        </>
      }
    >
      <Facts connection={connection} />
      <Health connection={connection} />
      {chores.length > 0 && (
        <section aria-labelledby="to-do">
          <Title order={3} size="h5" id="to-do" pb="xs">
            For you to do
          </Title>
          <Chores chores={chores} />
        </section>
      )}
      <RightsDialog report={connection.rights} dialog={rights} />
    </CardFrame>
  );
}

const Connected = () => (
  <Badge variant="outline" color="gray" tt="none" c="inherit" leftSection={<IconCheck size={12} aria-hidden />}>
    Connected
  </Badge>
);

function About({ connection: { siteUrl, connectedAt, connectedBy, haloVersion } }: OfConnection) {
  return (
    <>
      {siteUrl !== null && hostOf(siteUrl)} · connected {connectedAt !== null && <When at={connectedAt} />} by{' '}
      {connectedBy}
      {haloVersion !== null && ` · HaloPSA ${haloVersion}`}
    </>
  );
}

/** Not connected, or on the way there or back. */
function Unlinked({ connection: { status, message, whoseMove, problem, keptUntil } }: OfConnection) {
  // Nothing is wrong with never having connected.
  const isFresh = status === 'disconnected' && problem === null;
  const connect = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Whoever has just revoked loses the button that had the focus.
    if (status === 'disconnected' && document.activeElement === document.body) connect.current?.focus();
  }, [status]);
  return (
    <CardFrame
      to={null}
      about="Seat counts go into your Software Licenses, and backup failures become tickets."
      actions={
        status !== 'revoking' && (
          <Button component={Link} to="/integration/halopsa/connect" ref={connect}>
            {status === 'verifying' ? 'Look at it' : 'Connect'}
          </Button>
        )
      }
    >
      {isFresh ? <Text>{message}</Text> : <Status move={whoseMove}>{message}</Status>}
      {keptUntil !== null && (
        <Text size="sm" c="dimmed">
          Else they are given up <When at={keptUntil} />.
        </Text>
      )}
    </CardFrame>
  );
}
