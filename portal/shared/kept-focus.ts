import type { FocusEvent } from 'react';
import { useEffect, useRef } from 'react';

/** For a part of a page whose buttons come and go: where the focused one goes away, the focus stays in the part. */
export function useKeptFocus() {
  const place = useRef<HTMLDivElement>(null);
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  });
  return {
    ref: place,
    tabIndex: -1,
    onFocus: () => {
      isInside.current = true;
    },
    // An element that goes away, or cannot be pressed any more, names none that comes after it.
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) isInside.current = false;
    },
  };
}
