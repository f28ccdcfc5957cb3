import { Text, Tooltip } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';

const SECOND = 1_000;
const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** "3 minutes ago", "in 2 days", "now": in the reader's own language. */
export function relativeTime(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / SECOND;
  const unit = units.find(([, length]) => Math.abs(seconds) >= length);
  if (unit === undefined) return relative.format(0, 'second');
  const [name, length] = unit;
  return relative.format(Math.trunc(seconds / length), name);
}

/** A time as it is read at a glance, with the exact one on hover and on focus. */
export function When({ at }: { readonly at: string }) {
  const now = useNow(30 * SECOND);
  return (
    <Tooltip label={exact.format(new Date(at))} events={{ hover: true, focus: true, touch: true }}>
      <Text span inherit component="time" dateTime={at} tabIndex={0} className="numbers">
        {relativeTime(at, now)}
      </Text>
    </Tooltip>
  );
}

/** The time, told anew so often. */
export function useNow(everyMilliseconds: number): number {
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), everyMilliseconds, { autoInvoke: true });
  return now;
}
