import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';

const OVERSCAN = 6;
/** At the lower edge it is said by which keys one moves. */
const KEYS_HEIGHT = 40;

interface Options {
  readonly count: number;
  readonly rowHeight: number;
  /** Where the rows begin in the document. */
  readonly top: number;
  readonly headerHeight: number;
  /** A row that stays, however far one scrolls: it may have the focus. */
  readonly keep: number;
}

/** Which of many rows are seen, and where each stands. */
export function useVirtualRows({ count, rowHeight, top, headerHeight, keep }: Options) {
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: headerHeight,
    scrollPaddingEnd: KEYS_HEIGHT,
    rangeExtractor: (range) => [...new Set([Math.min(keep, count - 1), ...defaultRangeExtractor(range)])],
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height stand elsewhere
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return {
    items: virtualizer.getVirtualItems().map(({ index, start }) => ({ index, top: start - top })),
    height: virtualizer.getTotalSize(),
    lastSeen: virtualizer.range?.endIndex ?? 0,
    scrollTo: (index: number) => virtualizer.scrollToIndex(index),
  };
}
