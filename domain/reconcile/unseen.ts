import { isIn } from '../organization/list';
import type { ListedOrganization } from '../organization/list-schema';
import type { Progress } from './progress-schema';

export const NOT_NEWEST = 'This preview is not done, or there is a newer one. Preview again, then start.';
export const MAPPED_SINCE =
  'Organizations were mapped since this preview, so nobody has seen what would be written for them. Preview again, then start.';

/** Why a start of all that the preview of that time has shown would begin what nobody has seen; null where it would not. */
export function unseen(
  previewedAt: string,
  preview: Progress | null,
  organizations: readonly ListedOrganization[],
): string | null {
  if (preview?.startedAt !== previewedAt || preview.status !== 'done') return NOT_NEWEST;
  // What a preview has shown is not `notStarted` any more. What it did not find in HaloPSA is, and no start begins it.
  const isUnseen = (row: ListedOrganization) => isIn.notStarted(row) && row.changedAt > previewedAt;
  return organizations.some(isUnseen) ? MAPPED_SINCE : null;
}
