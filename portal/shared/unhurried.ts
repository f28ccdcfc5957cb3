import { useEffect, useState } from 'react';

const APPEAR_AFTER = 200;
const STAY_FOR = 300;

/** A skeleton that would only flash is not shown, and one that is shown can be seen: after 200 ms, for 300 ms at least. */
export function useUnhurried(isLoading: boolean): 'no' | 'yes' {
  const [shown, setShown] = useState<number | null>(null);
  useEffect(() => {
    if (isLoading === (shown !== null)) return;
    const wait = isLoading ? APPEAR_AFTER : Math.max(0, STAY_FOR - (Date.now() - (shown ?? 0)));
    const timer = setTimeout(() => setShown(isLoading ? Date.now() : null), wait);
    return () => clearTimeout(timer);
  }, [isLoading, shown]);
  return shown === null ? 'no' : 'yes';
}
