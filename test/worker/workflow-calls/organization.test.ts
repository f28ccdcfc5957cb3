import { Client, Connection } from '@temporalio/client';
import { row } from '../../../domain/organization/view';
import type { FoundWorkflow } from '../../../process/list-workflows';
import { createOrganizationWorkflows } from '../../../worker/workflow-calls/organization';
import { VIEW_MEMO } from '../../../workflows/messages';
import { variants } from '../../domain/organization/states';

const mapped = { ...row(variants['mapped (in sync)']), organizationId: 'o1', name: 'Initech' };

const found = (organizationId: string, view: unknown): FoundWorkflow => ({
  workflowId: `organization-mapping:p1:${organizationId}`,
  runId: 'r1',
  status: 'running',
  startedAt: 0,
  memo: { [VIEW_MEMO]: view },
  searchAttributes: {},
});

/** What Visibility lists: one that another version wrote, and one that can be read. */
const listed = [found('old', { name: 7 }), found('o1', mapped)];

// Never asked: what is tested here is listed.
const client = new Client({ connection: Connection.lazy() });
const organizations = createOrganizationWorkflows(client, {
  soon: (call) => call(),
  find: async () => listed,
  count: async () => listed.length,
  tell: async () => {},
});

it('compares the others when the row of one organization cannot be read', async () => {
  expect(await organizations.mappedTo('p1', { after: 0, upTo: null })).toEqual([mapped]);
});

it('knows who has a licence, also when its row cannot be read', async () => {
  expect(await organizations.organizationsOf('p1', 900)).toEqual(['old', 'o1']);
});

it('tells what becomes of a connection to those alone that have to do with HaloPSA', async () => {
  const asked: string[] = [];
  const find = async (query: string) => {
    asked.push(query);
    return listed;
  };
  const soon = async () => [];
  const calls = { soon, find, count: async () => 0, tell: async () => {} };
  expect(await createOrganizationWorkflows(client, Object(calls)).organizations('p1')).toEqual(['old', 'o1']);
  expect(asked).toEqual([expect.stringContaining('"pendingCheck", "refused", "mapped", "needsAttention", "kept"')]);
  expect(asked.join()).not.toContain('unmapped');
});
