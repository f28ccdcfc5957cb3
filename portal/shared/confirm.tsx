import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RequestError } from '../api/request-error';
import { Deed } from './deed';
import { Failed } from './loaded';
import { Question } from './question';

interface ConfirmProps {
  readonly title: string;
  /** What it touches, in numbers. */
  readonly children: ReactNode;
  /** What the button says: the deed itself, such as "Revoke Connection". */
  readonly deed: string;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly isReady?: boolean;
  readonly error: RequestError | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot simply be taken back. */
export function Confirm(props: ConfirmProps) {
  const { title, children, deed, isOpen, isBusy, isReady = true, error, onConfirm, onClose } = props;
  return (
    <Question opened={isOpen} onClose={onClose} title={title}>
      <Stack>
        {children}
        {error !== null && <Failed error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Deed color="red.9" isBusy={isBusy} disabled={!isReady} onClick={onConfirm}>
            {deed}
          </Deed>
        </Group>
      </Stack>
    </Question>
  );
}
