import type { FocusEvent, KeyboardEvent, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { ListedOrganization } from '../../api/generated';

type Rows = readonly ListedOrganization[];

/** The one row that Tab comes to: the one that was opened or focused last, or the first. */
export function useActive(rows: Rows, initial: string | null) {
  const [id, setActive] = useState(initial);
  const index = rows.findIndex(({ organizationId }) => organizationId === id);
  return { id, isThere: index !== -1, index: Math.max(0, index), setActive };
}

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

interface Options {
  readonly body: RefObject<HTMLElement | null>;
  readonly rows: Rows;
  readonly active: ReturnType<typeof useActive>;
  readonly scrollTo: (index: number) => void;
  readonly onOpen: (organizationId: string) => void;
}

/** The arrows move from row to row, Enter opens one. */
export function useKeyboard({ body, rows, active, scrollTo, onOpen }: Options) {
  // Who comes back is where he was.
  const wantsFocus = useRef(active.id !== null);
  useEffect(() => {
    if (!wantsFocus.current || !active.isThere) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-organization="${active.id}"]`);
    if (row == null) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  return {
    onKeyDown: (event: KeyboardEvent) => {
      const here = rows[active.index];
      if (here === undefined) return;
      if (event.key === 'Enter') {
        event.preventDefault();
        return onOpen(here.organizationId);
      }
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = Math.min(rows.length - 1, Math.max(0, active.index + step));
      wantsFocus.current = true;
      active.setActive(rows[next]?.organizationId ?? null);
      scrollTo(next);
    },
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const row = target.closest<HTMLElement>('[data-organization]');
      if (row?.dataset['organization'] !== undefined) active.setActive(row.dataset['organization']);
    },
  };
}
