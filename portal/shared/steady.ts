import { useEffect, useRef, useState } from 'react';

interface Row {
  readonly id: string;
}

interface Steady<Shown> {
  readonly row: Shown;
  /** It is in its place, but not in the list any more. */
  readonly isGone: boolean;
}

/** Rows that come and go by themselves: as long as somebody points at them or has the focus among them, each keeps its place. */
export function useSteady<Shown extends Row>(rows: readonly Shown[]) {
  const [isPointedAt, setPointedAt] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const last = useRef(rows);
  const shown = isPointedAt || isFocused ? kept(last.current, rows) : rows.map(inList);
  useEffect(() => {
    last.current = shown.map(({ row }) => row);
  });
  return {
    shown,
    holds: {
      onPointerEnter: () => setPointedAt(true),
      onPointerLeave: () => setPointedAt(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}

const inList = <Shown>(row: Shown): Steady<Shown> => ({ row, isGone: false });

function kept<Shown extends Row>(before: readonly Shown[], now: readonly Shown[]): readonly Steady<Shown>[] {
  const newest = new Map(now.map((row) => [row.id, row]));
  const known = new Set(before.map(({ id }) => id));
  const inPlace = before.map((row) => ({ row: newest.get(row.id) ?? row, isGone: !newest.has(row.id) }));
  return [...inPlace, ...now.filter(({ id }) => !known.has(id)).map(inList)];
}
