import type { Seats } from '../../api/generated';

type Entry = Seats['history'][number];

const WIDTH = 400;
const HEIGHT = 72;
const EDGE = 4;

interface Point {
  readonly at: number;
  readonly count: number;
}

/** What was written, over time: a step for each. The table beside it says the same in numbers. */
export function Chart({ history }: { readonly history: readonly Entry[] }) {
  const points = pointsOf(history);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return null;
  const most = Math.max(...points.map(({ count }) => count), 1);
  const x = ({ at }: Point) => EDGE + ((at - first.at) / Math.max(1, last.at - first.at)) * (WIDTH - 2 * EDGE);
  const y = ({ count }: Point) => HEIGHT - EDGE - (Math.max(0, count) / most) * (HEIGHT - 2 * EDGE);
  const steps = points.slice(1).map((point) => `H${x(point)}V${y(point)}`);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      role="img"
      aria-label={`Seats written: ${points.length} times, from ${first.count} to ${last.count}, at most ${most}.`}
    >
      <path
        d={`M${x(first)} ${y(first)}${steps.join('')}V${HEIGHT - EDGE}H${x(first)}Z`}
        fill="var(--mantine-primary-color-light)"
      />
      <path
        d={`M${x(first)} ${y(first)}${steps.join('')}`}
        fill="none"
        stroke="var(--mantine-primary-color-filled)"
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
      />
      <circle cx={x(last)} cy={y(last)} r={3.5} fill="var(--mantine-primary-color-filled)" />
    </svg>
  );
}

/** The oldest first. */
const pointsOf = (history: readonly Entry[]): readonly Point[] =>
  history
    .flatMap(({ at, after, outcome }) =>
      outcome === 'written' && after !== null ? [{ at: Date.parse(at), count: after }] : [],
    )
    .toReversed();
