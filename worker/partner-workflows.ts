import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import type { PartnerWorkflows } from '../activities';
import { initial, notConnected } from '../domain/connection';
import { OrganizationRow } from '../domain/organization-row-schema';
import type { Actor, PartnerId } from '../domain/schema';
import { listWorkflows } from '../process/list-workflows';
import type { haloChoices, haloGate } from '../workflows';
import type { AccessNotice, GateInput } from '../workflows/messages';
import {
  changeAccessSignal,
  closeGateUpdate,
  connectionRestoredSignal,
  connectionRevokedSignal,
  connectionWorkflowId,
  endedSignal,
  gateWorkflowId,
  getAccessQuery,
  organizationIdOf,
  organizationWorkflowId,
  reconcileNoticeSignal,
  searchAttributes,
  settingsChangedSignal,
  TASK_QUEUE,
  VIEW_MEMO,
} from '../workflows/messages';
import { listedRunsOf, runningOf } from '../workflows/visibility';
import { endSchedule, keepSchedule } from './reconcile-schedule';

const CALL_MILLISECONDS = 5_000;

/** Types of the Workflows that only read HaloPSA, and end with the connection that they serve. */
const readers = ['haloChoices', 'seatReconcile'] as const;

/** Mapping statuses in which a licence belongs to an organization. */
const standing = ['mapped', 'needsAttention'] as const;

/** What Activities read of a partner's Workflows and tell them, by a client of the same Temporal; `gate` is how gates are started. */
export function createPartnerWorkflows(client: Client, gate: Omit<GateInput, 'partnerId'>): PartnerWorkflows {
  const soon = <T>(call: () => Promise<T>): Promise<T> => client.withDeadline(Date.now() + CALL_MILLISECONDS, call);
  const find = (query: string) => listWorkflows(client, query, soon);
  /** An organization or a list that has ended meanwhile need not be told. */
  const tell = (workflowId: string, call: (handle: WorkflowHandle) => Promise<unknown>): Promise<void> =>
    unlessGone(
      () => soon(async () => void (await call(client.workflow.getHandle(workflowId)))),
      () => undefined,
    );
  const end = async (workflowId: string, by: Actor) => {
    await tell(workflowId, (one) => one.signal(endedSignal, { by }));
    await tell(workflowId, (one) => one.cancel());
  };
  const endReaders = async (partnerId: PartnerId, by: Actor) => {
    for (const workflowType of readers) {
      for (const { workflowId } of await find(runningOf({ partnerId, workflowType }))) await end(workflowId, by);
    }
  };

  return {
    access: (partnerId) =>
      unlessGone(
        () => soon(() => client.workflow.getHandle(connectionWorkflowId(partnerId)).query(getAccessQuery)),
        () => ({ reason: notConnected(initial(partnerId)) }),
      ),

    organizations: async (partnerId) => {
      const found = await find(runningOf({ partnerId, workflowType: 'organizationMapping' }));
      return found.flatMap(({ workflowId }) => organizationIdOf(partnerId, workflowId) ?? []);
    },

    organizationsOf: async (partnerId, softwareLicenceId) => {
      const found = await find(
        runningOf({ partnerId, workflowType: 'organizationMapping', licences: { ids: [softwareLicenceId] } }),
      );
      return found.map(({ memo }) => OrganizationRow.parse(memo?.[VIEW_MEMO]));
    },

    tellRevoked: (partnerId, organizationId, notice) =>
      tell(organizationWorkflowId(partnerId, organizationId), (one) => one.signal(connectionRevokedSignal, notice)),

    tellRestored: (partnerId, organizationId, notice) =>
      tell(organizationWorkflowId(partnerId, organizationId), (one) => one.signal(connectionRestoredSignal, notice)),

    mappedTo: async (partnerId, range) => {
      if ('ids' in range && range.ids.length === 0) return [];
      const query = runningOf({ partnerId, workflowType: 'organizationMapping', statuses: standing, licences: range });
      const rows = (await find(query)).map(({ memo }) => OrganizationRow.parse(memo?.[VIEW_MEMO]));
      return rows.flatMap((row) => (row.target === null ? [] : [{ ...row, target: row.target }]));
    },

    countMapped: async (partnerId, range) => {
      const query = runningOf({ partnerId, workflowType: 'organizationMapping', statuses: standing, licences: range });
      return (await soon(() => client.workflow.count(query))).count;
    },

    tellFound: (partnerId, organizationId, notice) =>
      tell(organizationWorkflowId(partnerId, organizationId), (one) => one.signal(reconcileNoticeSignal, notice)),

    tellSettings: (partnerId, organizationId, settings) =>
      tell(organizationWorkflowId(partnerId, organizationId), (one) => one.signal(settingsChangedSignal, settings)),

    keepSchedule: (partnerId, schedule) => soon(() => keepSchedule(client, partnerId, schedule)),

    endWithConnection: async (partnerId, by) => {
      await soon(() => endSchedule(client, partnerId));
      await endReaders(partnerId, by);
      // By its id, since lists follow a moment later; and it has to be gone before the next connection asks for one.
      await end(gateWorkflowId(partnerId), by);
      await tell(gateWorkflowId(partnerId), (gate) => gate.result().catch(unlessEnded));
    },

    tellGate: async (partnerId, access) => {
      await soon(() =>
        client.workflow.signalWithStart<typeof haloGate, [AccessNotice]>('haloGate', {
          ...{ workflowId: gateWorkflowId(partnerId), taskQueue: TASK_QUEUE, args: [{ partnerId, ...gate }] },
          ...{ signal: changeAccessSignal, signalArgs: [{ access, limits: gate.limits }] },
          typedSearchAttributes: [{ key: searchAttributes.partnerId, value: partnerId }],
          staticSummary: `Gate of partner ${partnerId} to HaloPSA`,
          staticDetails:
            'Lets background calls to HaloPSA through, one at a time and within its limits; holds them in an outage.',
        }),
      );
    },

    closeGate: async (partnerId, by) => {
      await endReaders(partnerId, by);
      await tell(gateWorkflowId(partnerId), (one) =>
        one.executeUpdate(closeGateUpdate, { args: [{ by }], updateId: 'close' }),
      );
    },

    lastChoices: async (workflowId) => {
      const runId = await soon(() => newestRun(client, listedRunsOf(workflowId)));
      if (runId === null) return null;
      const handle = client.workflow.getHandle<typeof haloChoices>(workflowId, runId, { followRuns: false });
      const answer = await soon(() => handle.result());
      return answer.status === 'listed' ? { siteUrl: answer.siteUrl, choices: answer.choices } : null;
    },
  };
}

async function newestRun(client: Client, query: string): Promise<string | null> {
  for await (const { runId } of client.workflow.list({ query, pageSize: 1 })) return runId;
  return null;
}

/** However it ended. */
function unlessEnded(error: unknown): void {
  if (!(error instanceof WorkflowFailedError)) throw error;
}

async function unlessGone<T>(call: () => Promise<T>, otherwise: () => T): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return otherwise();
    throw error;
  }
}
