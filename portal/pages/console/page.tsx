import { Button, Skeleton, Stack } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import type { ConnectionNow } from '../../api/generated';
import { Facts } from '../../connection/facts';
import { Health } from '../../connection/health';
import { NotConnected } from '../../connection/not-connected';
import { OptionMenu } from '../../connection/option-menu';
import { useConnection } from '../../connection/query';
import { Rights, useCheckRights } from '../../connection/rights';
import { Loaded } from '../../shared/loaded';
import { Page } from '../../shared/page';
import { Told } from '../../shared/told';
import { LastOutage } from './last-outage';
import { Part } from './part';
import { ToDo } from './to-do';
import { Waiting } from './waiting';

/** HaloPSA after the set-up: what needs the partner, what waits, and how it is in numbers. */
export function ConsolePage() {
  const connection = useConnection();
  const check = useCheckRights();
  const isLinked = connection.data?.connectedBy != null;
  return (
    <Page
      // Who revokes here loses the button that has the focus: the page begins anew, at its title.
      key={String(connection.data?.connectedBy === null)}
      title="HaloPSA"
      above={[{ title: 'Integration', to: '/integration' }]}
      actions={
        isLinked && (
          <>
            <Button component={Link} to="/integration/halopsa/manage" leftSection={<IconLink size={18} aria-hidden />}>
              Manage Connection
            </Button>
            <OptionMenu onCheckRights={() => check.mutate()} />
          </>
        )
      }
    >
      <Loaded query={connection} skeleton={<ConsoleSkeleton />}>
        {(shown) =>
          shown.connectedBy === null ? (
            <NotConnected sentence={shown.message} />
          ) : (
            <Console connection={shown} check={check} />
          )
        }
      </Loaded>
    </Page>
  );
}

interface ConsoleProps {
  readonly connection: ConnectionNow;
  readonly check: ReturnType<typeof useCheckRights>;
}

function Console({ connection, check }: ConsoleProps) {
  const [params, setParams] = useSearchParams();
  const { hash } = useLocation();
  useEffect(() => {
    if (hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
  return (
    <Stack>
      <div role="status">
        {params.has('connected') && connection.status === 'connected' && (
          <Told title="The new secret is in use" onClose={() => setParams({}, { replace: true })}>
            {connection.message}
          </Told>
        )}
      </div>
      <Part id="now" title="Now">
        <Stack>
          <Health connection={connection} />
          <Facts connection={connection} />
        </Stack>
      </Part>
      <ToDo connection={connection} />
      <Waiting />
      <LastOutage />
      {connection.rights !== null && (
        <Part id="rights" title="Rights of the agent">
          <Rights report={connection.rights} check={check} />
        </Part>
      )}
    </Stack>
  );
}

function ConsoleSkeleton() {
  return (
    <Stack aria-hidden>
      <Skeleton h={150} />
      <Skeleton h={120} />
      <Skeleton h={120} />
    </Stack>
  );
}
