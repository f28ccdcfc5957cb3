import type { Client } from '@temporalio/client';
import type { Sighting } from '../../domain/organization/listing';
import { OrganizationRow } from '../../domain/organization/view-schema';
import type { OrganizationId, PartnerId } from '../../domain/schema';
import type { FoundWorkflow } from '../../process/list-workflows';
import { describeWorkflow, workflowPages } from '../../process/list-workflows';
import { organizationIdOf, organizationWorkflowId, searchAttributes, VIEW_MEMO } from '../../workflows/messages';
import { changesOf, runningOf } from '../../workflows/messages/visibility';
import { read } from '../temporal-call';

const workflowType = 'organizationMapping';

/** How a partner's organizations are seen: in Temporal's lists, and one by one. */
export interface Sight {
  all(): Promise<readonly Sighting[]>;
  /** What changed since a time, in milliseconds since 1970. */
  changes(since: number): Promise<readonly Sighting[]>;
  count(): Promise<number>;
  /** As it is at this moment; `isAtWork` where its Workflow has not yet taken all that it was told. */
  one(organizationId: OrganizationId): Promise<{ readonly seen: readonly Sighting[]; readonly isAtWork: boolean }>;
}

export function createSight(client: Client, partnerId: PartnerId): Sight {
  const soon = <T>(call: () => Promise<T>): Promise<T> => read(client, call);
  const running = runningOf({ partnerId, workflowType });
  const list = async (query: string) => {
    const all: Sighting[] = [];
    for await (const page of workflowPages(client, query, soon)) all.push(...page.flatMap(sightings));
    return all;
  };
  const sightings = (found: FoundWorkflow): readonly Sighting[] => {
    const organizationId = organizationIdOf(partnerId, found.workflowId);
    // Of a run that goes on in another one, that other one tells.
    if (organizationId === null || found.status === 'continuedAsNew') return [];
    const row = found.status === 'running' ? rowOf(found.memo[VIEW_MEMO]) : null;
    return [{ organizationId, runId: found.runId, shownAt: shownAt(found), row }];
  };
  return {
    all: () => list(running),
    changes: async (since) =>
      (await Promise.all(changesOf({ partnerId, workflowType }, new Date(since)).map(list))).flat(),
    count: async () => (await soon(() => client.workflow.count(running))).count,
    one: async (organizationId) => {
      const found = await describeWorkflow(client, organizationWorkflowId(partnerId, organizationId), soon);
      return { seen: found === null ? [] : sightings(found), isAtWork: found?.isAtWork ?? false };
    },
  };
}

/** What another version of ours wrote may not be readable. The others are shown all the same. */
const rowOf = (memo: unknown): OrganizationRow | 'unreadable' => OrganizationRow.safeParse(memo).data ?? 'unreadable';

/** A run shows from its start what the one before showed. */
function shownAt({ startedAt, searchAttributes: { [searchAttributes.shownAt.name]: shown } }: FoundWorkflow): number {
  return typeof shown === 'string' ? Math.max(startedAt, Date.parse(shown)) : startedAt;
}
