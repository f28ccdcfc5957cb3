import type { Client } from '@temporalio/client';
import { OrganizationRow } from '../domain/organization-row-schema';
import { VIEW_MEMO } from '../workflows/messages';
import { read } from './temporal-call';

/** Rows of the grid, as the organizations' Workflows show them: a change of the last second may not show yet. */
export async function readRows(client: Client, query: string): Promise<OrganizationRow[]> {
  const rows: OrganizationRow[] = [];
  const found = client.workflow.list({ query, pageSize: 1000 })[Symbol.asyncIterator]();
  for (;;) {
    // A deadline for each page: Temporal on SQLite takes up to a second for one, and a partner may have ten.
    const { done, value } = await read(client, () => found.next());
    if (done) return rows;
    rows.push(OrganizationRow.parse(value.memo?.[VIEW_MEMO]));
  }
}
