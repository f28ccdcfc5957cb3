import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconPlayerPause,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Command } from '../api/command';
import { lastError, useCommand } from '../api/command';
import type { Connection, Gate } from '../api/generated';
import { useCheckRights } from '../connection/rights';
import { useLive, useServerClock, useShowGate } from '../live/look';
import type { Stop, Stopped } from '../live/stopped';
import { stopOf } from '../live/stopped';
import { useMay, usePartnerId } from '../session/signed-in';
import { counted } from '../shared/counted';
import { Failed } from '../shared/loaded';
import { useNow } from '../shared/when';
import { duration } from './duration';
import { useEnding } from './ending';
import { NextTry } from './next-try';

const SECOND = 1_000;

const looks: Readonly<Record<Stopped, { readonly className: string; readonly Icon: Icon }>> = {
  waitingForHalo: { className: 'banner-halo', Icon: IconClock },
  needsReconnect: { className: 'banner-you', Icon: IconAlertTriangle },
  paused: { className: 'banner-paused', Icon: IconPlayerPause },
};

/** What keeps HaloPSA from being reached, on every page: since when, what waits, whose move it is. It leaves by itself. */
export function Banner() {
  const { data: live, error, refetch } = useLive();
  // At rest, the next look may be a minute away.
  useWindowEvent('offline', () => void refetch());
  const ending = useEnding(live);
  const stop = live === undefined ? null : stopOf(live);
  // The region is always there, so that what appears in it is announced.
  return (
    <Box role="status" aria-live="polite" aria-label="HaloPSA" className="banner-place">
      {error !== null && live !== undefined && <NotLive />}
      {stop !== null ? <StoppedBanner stop={stop} /> : ending !== null && <Ended sentence={ending} />}
    </Box>
  );
}

function StoppedBanner({ stop }: { readonly stop: Stop }) {
  const { className, Icon } = looks[stop.status];
  const mayAct = useMay('act');
  return (
    <Group className={className} wrap="nowrap" align="flex-start" px={{ base: 'md', sm: 36 }} py="sm">
      <Icon size={22} aria-hidden style={{ flexShrink: 0 }} />
      <Group justify="space-between" gap="sm" flex={1}>
        <Stack gap={2} flex="1 1 320px">
          <Text fz={{ base: 'sm', sm: 'md' }}>{stop.message}</Text>
          <Facts stop={stop} />
        </Stack>
        {mayAct && <Actions status={stop.status} />}
      </Group>
    </Group>
  );
}

const sinceWhen: Readonly<Record<Stopped, string>> = {
  waitingForHalo: 'Out of reach for',
  needsReconnect: 'Refused for',
  paused: 'Paused for',
};

function Facts({ stop: { status, since, gate, waits } }: { readonly stop: Stop }) {
  const clock = useServerClock();
  const now = useNow(SECOND) + clock;
  const { oldestWaitingSince, nextAttemptAt } = gate;
  return (
    <Group component="p" m={0} fz="sm" aria-live="off" style={{ gap: '2px var(--mantine-spacing-md)' }}>
      {since !== null && (
        <span>
          {sinceWhen[status]} <b className="numbers">{duration(now - Date.parse(since))}</b>
        </span>
      )}
      {waits !== null && waits > 0 && <span>{counted(waits, 'item waits', 'items wait')}</span>}
      {oldestWaitingSince !== null && (
        <span>
          The oldest waits for <b className="numbers">{duration(now - Date.parse(oldestWaitingSince))}</b>
        </span>
      )}
      {status === 'waitingForHalo' && <NextTry at={nextAttemptAt} />}
    </Group>
  );
}

function Actions({ status }: { readonly status: Stopped }): ReactNode {
  const partnerId = usePartnerId();
  const onDone = useShowGate();
  const tryNow = useCommand<void, Gate>({ send: (api, _, params) => api.tryNow(partnerId, params), onDone });
  const pause = useCommand<void, Gate>({ send: (api, _, params) => api.pauseGate(partnerId, params), onDone });
  const resume = useCommand<void, Gate>({ send: (api, _, params) => api.resumeGate(partnerId, params), onDone });
  const trySaved = useCheckRights();
  const error = lastError(tryNow, trySaved, pause, resume);
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {status === 'needsReconnect' && (
          <Button component={Link} to="/integration/halopsa/connect" size="xs" color="red.9">
            Reconnect
          </Button>
        )}
        {status === 'needsReconnect' && (
          <CommandButton command={trySaved} busy="Trying …">
            Try again
          </CommandButton>
        )}
        {status === 'waitingForHalo' && (
          <CommandButton command={tryNow} busy="Trying …">
            Try now
          </CommandButton>
        )}
        {status === 'paused' ? (
          <CommandButton command={resume} busy="Resuming …">
            Resume
          </CommandButton>
        ) : (
          <CommandButton command={pause} busy="Pausing …">
            Pause
          </CommandButton>
        )}
      </Group>
      {error !== null && <Failed error={error} />}
    </Stack>
  );
}

interface CommandButtonProps {
  readonly command: Command<void, Gate> | Command<void, Connection>;
  readonly busy: string;
  readonly children: string;
}

/** Says in its own words that it works, and keeps the focus: who pressed it by key presses it again from there. */
function CommandButton({ command, busy, children }: CommandButtonProps) {
  return (
    <Button
      size="xs"
      variant="default"
      aria-busy={command.isPending}
      onClick={() => command.isPending || command.mutate()}
    >
      {command.isPending ? busy : children}
    </Button>
  );
}

/** What is seen may be out of date, and says so. */
function NotLive() {
  return (
    <Group className="banner-paused" wrap="nowrap" px={{ base: 'md', sm: 36 }} py="sm">
      <IconPlugConnectedX size={22} aria-hidden style={{ flexShrink: 0 }} />
      <Text>
        Our server cannot be reached at the moment: what you see may be out of date. It is tried again by itself.
      </Text>
    </Group>
  );
}

function Ended({ sentence }: { readonly sentence: string }) {
  return (
    <Group className="banner-ended" wrap="nowrap" px={{ base: 'md', sm: 36 }} py="sm">
      <IconCircleCheck size={22} aria-hidden style={{ flexShrink: 0 }} />
      <Text>{sentence}</Text>
    </Group>
  );
}
