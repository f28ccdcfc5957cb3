import type { InfiniteData } from '@tanstack/react-query';
import type { ListedOrganization, Organizations } from '../../api/generated';

/** The pages with what has changed since, each row in its place: nothing moves under the pointer. */
export function patched(
  data: InfiniteData<Organizations>,
  changes: readonly ListedOrganization[],
): InfiniteData<Organizations> {
  const newest = new Map(changes.map((row) => [row.organizationId, row]));
  const isNews = (row: ListedOrganization) =>
    row.changedAt < (newest.get(row.organizationId)?.changedAt ?? row.changedAt);
  if (!data.pages.some(({ items }) => items.some(isNews))) return data;
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map((row) => (isNews(row) ? (newest.get(row.organizationId) ?? row) : row)),
  }));
  return { ...data, pages };
}
