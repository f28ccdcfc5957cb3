import { Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { Command } from '../api/command';
import type { Connection, ConnectionNow } from '../api/generated';
import { Rights, useCheckRights } from './rights';

interface Dialog {
  readonly isOpen: boolean;
  readonly close: () => void;
  /** Shows it, and asks HaloPSA anew. */
  readonly check: () => void;
  readonly command: Command<void, Connection>;
}

export function useRightsDialog(): Dialog {
  const [isOpen, setOpen] = useState(false);
  const command = useCheckRights();
  return {
    isOpen,
    command,
    close: () => setOpen(false),
    check: () => {
      setOpen(true);
      command.mutate();
    },
  };
}

interface RightsDialogProps {
  readonly report: ConnectionNow['rights'];
  readonly dialog: Dialog;
}

export function RightsDialog({ report, dialog: { isOpen, close, command } }: RightsDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title="Rights in HaloPSA"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {report === null ? <Text>No report is there yet.</Text> : <Rights report={report} check={command} />}
    </Modal>
  );
}
