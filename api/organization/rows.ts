import type { Client } from '@temporalio/client';
import { OrganizationRow } from '../../domain/organization/view-schema';
import { listWorkflows } from '../../process/list-workflows';
import { VIEW_MEMO } from '../../workflows/messages';
import { read } from '../temporal-call';

/**
 * Rows of the grid, as the organizations' Workflows show them: a change of the last second may not show yet. A row that cannot be
 * read (another version of ours wrote it) does not hide the others.
 */
export async function readRows(client: Client, query: string): Promise<OrganizationRow[]> {
  const found = await listWorkflows(client, query, (page) => read(client, page));
  return found.flatMap(({ memo }) => OrganizationRow.safeParse(memo?.[VIEW_MEMO]).data ?? []);
}
