import { Button, Group, Stack, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { Location } from 'react-router';
import { useBlocker } from 'react-router';
import { Question } from './question';

interface UnsavedProps {
  readonly isChanged: boolean;
  /** Whether the form is at an address; where nothing is said, all of its page is. */
  readonly isAt?: (next: Location, now: Location) => boolean;
}

const isSamePage = (next: Location, now: Location): boolean => next.pathname === now.pathname;

/** Asks before a form that was changed is left: by a link of ours, by Back, or by closing the tab. */
export function Unsaved({ isChanged, isAt = isSamePage }: UnsavedProps) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isChanged && !isAt(nextLocation, currentLocation));
  useWindowEvent('beforeunload', (event) => {
    if (isChanged) event.preventDefault();
  });
  return (
    <Question opened={blocker.state === 'blocked'} onClose={() => blocker.reset?.()} title="Leave without saving?">
      <Stack>
        <Text>What you changed on this page is not saved.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
            Stay
          </Button>
          <Button color="red.9" onClick={() => blocker.proceed?.()}>
            Leave
          </Button>
        </Group>
      </Stack>
    </Question>
  );
}
