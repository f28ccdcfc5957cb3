import { useRef } from 'react';

/**
 * The button of a menu whose entries open dialogs. The focus goes back to it before a dialog opens, which gives it back there when
 * it closes: the entry itself is gone by then.
 */
export function useMenuButton() {
  const ref = useRef<HTMLButtonElement>(null);
  const opens = (open: () => void) => () => {
    ref.current?.focus();
    open();
  };
  return { ref, opens };
}
