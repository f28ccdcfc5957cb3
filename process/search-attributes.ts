import type { ConnectionLike } from '@temporalio/client';
import { grpc, statusOf } from './temporal-trouble';

type Services = Pick<ConnectionLike, 'workflowService' | 'operatorService'>;

interface Wanted {
  readonly namespace: string;
  readonly names: readonly string[];
}

/**
 * Asks by all of them for a Workflow that is not there, which costs little; refused where one of them is not known.
 * Names are quoted because the query language has words of its own, `Status` among them.
 */
export async function tryQuery({ workflowService }: Services, { namespace, names }: Wanted): Promise<void> {
  const query = ["WorkflowId = '-'", ...names.map((name) => `\`${name}\` IS NULL`)].join(' AND ');
  await workflowService.countWorkflowExecutions({ namespace, query });
}

/** Which of the Search Attributes a Namespace lacks; all of them where it lacks some, and we may not look which. */
export async function missingSearchAttributes(services: Services, wanted: Wanted): Promise<readonly string[]> {
  try {
    await tryQuery(services, wanted);
    return [];
  } catch (error) {
    if (statusOf(error).code !== grpc.invalidArgument) throw error;
    const registered = await registeredIn(services, wanted.namespace);
    return wanted.names.filter((name) => !registered.has(name));
  }
}

const { permissionDenied, unauthenticated, unimplemented } = grpc;
const closed: ReadonlySet<number | undefined> = new Set([permissionDenied, unauthenticated, unimplemented]);

async function registeredIn({ operatorService }: Services, namespace: string): Promise<ReadonlySet<string>> {
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return new Set(Object.keys(customAttributes));
  } catch (error) {
    // The operator's service may be closed to us although Workflows are not, as it is in Temporal Cloud.
    if (closed.has(statusOf(error).code)) return new Set();
    throw error;
  }
}
