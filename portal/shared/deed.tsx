import type { ButtonProps } from '@mantine/core';
import { Button } from '@mantine/core';
import type { ComponentProps } from 'react';

interface DeedProps extends ButtonProps, Pick<ComponentProps<'button'>, 'onClick' | 'type' | 'aria-describedby'> {
  readonly isBusy: boolean;
}

/**
 * A button that cannot be pressed again while it works. Mantine's `loading` also disables it, by which it loses the focus; this one
 * keeps it: who pressed it by key goes on from there.
 */
export const Deed = ({ isBusy, disabled = false, onClick, ...button }: DeedProps) => (
  <Button
    {...button}
    loading={isBusy}
    disabled={disabled}
    aria-disabled={isBusy}
    onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
    renderRoot={(root) => <button {...root} disabled={disabled} />}
  />
);
