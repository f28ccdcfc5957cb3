import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconChevronDown,
  IconDownload,
  IconKey,
  IconPlayerPause,
  IconPlayerPlay,
  IconShieldCheck,
  IconTicket,
  IconUnlink,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCommand } from '../api/command';
import type { Gate } from '../api/generated';
import { useLive, useShowGate } from '../live/look';
import { usePartnerId } from '../session/signed-in';
import { useMenuButton } from '../shared/menu-button';
import { Revoke } from './revoke';

const icon = { size: 16, 'aria-hidden': true } as const;

interface OptionMenuProps {
  readonly onCheckRights: () => void;
}

/** What else can be done with a connection. */
export function OptionMenu({ onCheckRights }: OptionMenuProps) {
  const partnerId = usePartnerId();
  const button = useMenuButton();
  const [isRevoking, setRevoking] = useState(false);
  const { isPaused, toggle } = usePausing();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button ref={button.ref} variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            Option
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to="/integration/halopsa/ticket-mapping" leftSection={<IconTicket {...icon} />}>
            Ticket mapping
          </Menu.Item>
          <Menu.Item component={Link} to="/integration/halopsa/connect" leftSection={<IconKey {...icon} />}>
            Change secret
          </Menu.Item>
          <Menu.Item leftSection={<IconShieldCheck {...icon} />} onClick={button.opens(onCheckRights)}>
            Check rights
          </Menu.Item>
          <Menu.Item
            leftSection={isPaused ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />}
            onClick={toggle}
          >
            {isPaused ? 'Resume sending' : 'Pause sending'}
          </Menu.Item>
          <Menu.Item
            component="a"
            href={`/v1/partners/${encodeURIComponent(partnerId)}/halopsa/set-up-record`}
            download
            leftSection={<IconDownload {...icon} />}
          >
            Download the set-up record
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            c="var(--status-you)"
            leftSection={<IconUnlink {...icon} />}
            onClick={button.opens(() => setRevoking(true))}
          >
            Revoke Connection
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Revoke isOpen={isRevoking} onClose={() => setRevoking(false)} />
    </>
  );
}

/** Holds what goes to HaloPSA in the background, or lets it go on; the banner says which. */
function usePausing() {
  const partnerId = usePartnerId();
  const { data: live } = useLive();
  const isPaused = live?.gate?.status === 'paused';
  const change = useCommand<boolean, Gate>({
    send: (api, pauses, params) => (pauses ? api.pauseGate(partnerId, params) : api.resumeGate(partnerId, params)),
    onDone: useShowGate(),
  });
  const onError = ({ message }: Error) => notifications.show({ message, color: 'red' });
  return { isPaused, toggle: () => change.mutate(!isPaused, { onError }) };
}
