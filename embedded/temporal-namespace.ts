import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time';

/** The wire's numbers (temporal.api.enums.v1.IndexedValueType). */
const wireTypes = { TEXT: 1, KEYWORD: 2, INT: 3, DOUBLE: 4, BOOL: 5, DATETIME: 6, KEYWORD_LIST: 7 } as const;

const pollMs = 100;
const searchableWithinMs = 20_000;

export interface SearchAttribute {
  name: string;
  type: SearchAttributeType;
}

export interface NamespaceOptions {
  /** `host:port` of a Temporal that accepts connections. */
  address: string;
  namespace: string;
  searchAttributes: SearchAttribute[];
  /** How long a closed Workflow stays readable. */
  retentionDays: number;
  signal: AbortSignal;
}

/** Resolves when the Namespace serves queries by our Search Attributes; registers only what is missing, so it repeats safely. */
export async function prepareNamespace(options: NamespaceOptions): Promise<void> {
  const connection = await Connection.connect({ address: options.address });
  try {
    await setRetention(connection, options);
    await registerSearchAttributes(connection, options);
    await untilSearchable(connection, options);
  } finally {
    await connection.close();
  }
}

async function setRetention(
  { workflowService }: Connection,
  { namespace, retentionDays }: NamespaceOptions,
): Promise<void> {
  const retention = msToTs(`${retentionDays} days`);
  const { config } = await workflowService.describeNamespace({ namespace });
  if (retention.seconds?.eq(config?.workflowExecutionRetentionTtl?.seconds ?? 0)) return;
  await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: retention } });
}

async function registerSearchAttributes(
  { operatorService }: Connection,
  { namespace, searchAttributes }: NamespaceOptions,
): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = searchAttributes.filter(({ name }) => customAttributes[name] === undefined);
  if (missing.length === 0) return;
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, wireTypes[type]])),
  });
}

/**
 * A Namespace is cached for some seconds: a Search Attribute added to an older file is known only after that.
 * Names are quoted because the query language has words of its own, `Status` among them.
 */
async function untilSearchable({ workflowService }: Connection, options: NamespaceOptions): Promise<void> {
  const query = options.searchAttributes.map(({ name }) => `\`${name}\` IS NULL`).join(' AND ');
  const deadline = Date.now() + searchableWithinMs;
  for (;;) {
    try {
      await workflowService.countWorkflowExecutions({ namespace: options.namespace, query });
      return;
    } catch (thrown) {
      if (Date.now() > deadline) throw thrown;
    }
    await sleep(pollMs, undefined, { signal: options.signal });
  }
}
