import type { ModalProps } from '@mantine/core';
import { Modal } from '@mantine/core';

/**
 * A dialog that may stand above another one. Mantine closes by Escape all that are open, unless what has the focus tells it not to;
 * here this one alone is closed.
 */
export const Question = ({ onClose, ...modal }: ModalProps) => (
  <Modal
    centered
    closeButtonProps={{ 'aria-label': 'Close' }}
    {...modal}
    onClose={onClose}
    onFocus={({ target }) => target.setAttribute('data-mantine-stop-propagation', 'true')}
    onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
    }}
  />
);
