import type { Client } from '@temporalio/client';
import { OrganizationRow } from '../../domain/organization/view-schema';
import { listWorkflows } from '../../process/list-workflows';
import { VIEW_MEMO } from '../../workflows/messages';
import { read } from '../temporal-call';

/** Rows of the grid, as the organizations' Workflows show them: a change of the last second may not show yet. */
export async function readRows(client: Client, query: string): Promise<OrganizationRow[]> {
  const found = await listWorkflows(client, query, (page) => read(client, page));
  return found.map(({ memo }) => OrganizationRow.parse(memo?.[VIEW_MEMO]));
}
