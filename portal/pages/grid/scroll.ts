import { useDebouncedCallback, useWindowEvent } from '@mantine/hooks';
import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

const SETTLED_AFTER = 250;

/** Where the rows begin in the document; a banner above them may come and go. */
export function useTop(rows: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (rows.current !== null) setTop(Math.round(rows.current.getBoundingClientRect().top + window.scrollY));
  });
  return top;
}

interface Place {
  readonly top: number;
  readonly rowHeight: number;
  readonly headerHeight: number;
}

/** The first row below the header. */
export const firstSeen = ({ top, rowHeight, headerHeight }: Place): number =>
  Math.max(0, Math.round((window.scrollY + headerHeight - top) / rowHeight));

/** Tells when scrolling has come to rest, and goes to where the address says as soon as there are rows. */
export function useScrollPlace(place: Place, at: number, areThere: boolean, onRest: (at: number) => void): void {
  const hasGone = useRef(false);
  const rest = useDebouncedCallback(() => onRest(firstSeen(place)), SETTLED_AFTER);
  useWindowEvent('scroll', () => {
    if (hasGone.current) rest();
  });
  useEffect(() => {
    if (hasGone.current || !areThere || place.top === 0) return;
    hasGone.current = true;
    if (at > 0 && firstSeen(place) !== at) window.scrollTo(0, place.top - place.headerHeight + at * place.rowHeight);
  }, [areThere, at, place]);
}
