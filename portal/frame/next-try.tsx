import { useServerClock } from '../live/look';
import { useNow } from '../shared/when';

const SECOND = 1_000;

/** Counted on the server's time, and never below zero: then it is being tried. */
export function NextTry({ at }: { readonly at: string | null }) {
  const clock = useServerClock();
  const now = useNow(SECOND) + clock;
  const seconds = at === null ? 0 : Math.ceil((Date.parse(at) - now) / SECOND);
  if (seconds <= 0) return <span>Trying now</span>;
  const minutes = Math.floor(seconds / 60);
  return (
    <span>
      Next try in{' '}
      <b role="timer" aria-live="off" className="numbers">
        {minutes}:{String(seconds % 60).padStart(2, '0')}
      </b>
    </span>
  );
}
