import { row } from '../../../domain/organization/view';
import { states } from '../../domain/organization/states';

const counts = { all: 5_000, needsYou: 0, notMapped: 0, mapped: 5_000, notStarted: 5_000, waiting: 0 };

/** As many organizations as no test can map. */
export const many = Array.from({ length: counts.all }, (_, index) => ({
  ...row(states.mapped),
  organizationId: `o${index}`,
  name: `Organization ${String(index).padStart(4, '0')}`,
  changedAt: '2026-01-05T10:00:00.000Z',
}));

/** How the api answers for them. */
export function listOf(rows: typeof many, url: string) {
  const query = new URL(url).searchParams;
  const found = rows.filter(({ name }) => name.includes(query.get('search') ?? ''));
  const [from, limit] = [Number(query.get('cursor')), Number(query.get('limit'))];
  const next = from + limit < found.length ? String(from + limit) : null;
  return { items: found.slice(from, from + limit), counts: {}, views: counts, unreadable: [], note: null, next };
}

/** Scrolls ten rows a frame, which is faster than anybody reads. */
export const scrolling = `new Promise((done) => {
  let frames = 0;
  const next = () => {
    scrollBy(0, 520);
    frames += 1;
    if (frames > 60) done();
    else requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})`;
