import type { Notice } from '../organization/state';
import type { Actor } from '../schema';
import type { Compared, ReconcileSettings } from './compare';

/**
 * What an organization is told of what was found, or null. `by` starts the seat sync of organizations that were never written;
 * a dry run only tells them that `by` has seen their numbers.
 */
export function noticeOf(
  { row, licence, isNews, canStart }: Compared,
  mode: ReconcileSettings['mode'],
  by: Actor | null,
): Notice | null {
  if (by !== null && licence !== null) {
    if (mode === 'reconcile' && canStart) return { type: 'startRequested', by };
    if (mode === 'preview' && row.notStarted) return { type: 'previewed', by };
  }
  if (mode === 'preview' || !isNews) return null;
  if (row.finding === 'unreadable') return { type: 'reconcileFound', licence: null };
  return licence === null ? { type: 'reconcileMissed' } : { type: 'reconcileFound', licence };
}
