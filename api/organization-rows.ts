import type { Client } from '@temporalio/client';
import { OrganizationRow } from '../domain/organization-row-schema';
import { VIEW_MEMO } from '../workflows/messages';
import { read } from './temporal-call';

/** Rows of the grid, as the organizations' Workflows show them: a change of the last second may not show yet. */
export const readRows = (client: Client, query: string): Promise<OrganizationRow[]> =>
  read(client, async () => {
    const rows: OrganizationRow[] = [];
    for await (const { memo } of client.workflow.list({ query, pageSize: 1000 })) {
      rows.push(OrganizationRow.parse(memo?.[VIEW_MEMO]));
    }
    return rows;
  });
