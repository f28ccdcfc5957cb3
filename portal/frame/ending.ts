import { useEffect, useRef, useState } from 'react';
import type { Gate, Live } from '../api/generated';
import type { Stop } from '../live/stopped';
import { stopOf } from '../live/stopped';
import { counted } from '../shared/counted';
import { duration } from './duration';

const STAYS_MILLISECONDS = 15_000;

/** How what the banner said has come to an end, for a while after it has; null otherwise. */
export function useEnding(live: Live | undefined): string | null {
  const last = useRef<Stop | null>(null);
  const [ending, setEnding] = useState<string | null>(null);
  useEffect(() => {
    // While new credentials are checked, nothing has ended yet.
    if (live === undefined || live.connection.status === 'verifying') return;
    const { connection, gate } = live;
    const before = last.current;
    const stop = stopOf(live);
    last.current = stop;
    if (before === null || stop !== null || connection.status !== 'connected' || gate === null) return;
    setEnding(endingOf(before, gate));
  }, [live]);
  useEffect(() => {
    if (ending === null) return;
    const timer = setTimeout(() => setEnding(null), STAYS_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [ending]);
  return ending;
}

function endingOf(before: Stop, { lastOutage }: Gate): string {
  if (before.status === 'paused') return 'Sending to HaloPSA goes on. What waited is being sent.';
  // An outage that was over before is not the one that has ended now.
  if (lastOutage === null || lastOutage.until === before.gate.lastOutage?.until)
    return 'HaloPSA is back. What waited is being sent; nothing was lost.';
  const { since, until, items } = lastOutage;
  const length = duration(Date.parse(until) - Date.parse(since));
  const waited =
    items === 0
      ? 'Nothing had to wait'
      : `${counted(items, 'item')} waited and ${items === 1 ? 'is' : 'are'} being sent`;
  return `HaloPSA is back after ${length}. ${waited}; nothing was lost.`;
}
