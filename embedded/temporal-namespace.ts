import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time';
import { missingSearchAttributes, tryQuery } from '../process/search-attributes';

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
    const lacked = await lackedSearchAttributes(connection, options);
    if (lacked.length > 0) await registerSearchAttributes(connection, { ...options, searchAttributes: lacked });
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

type Wanted = Pick<NamespaceOptions, 'namespace' | 'searchAttributes'>;

const named = ({ namespace, searchAttributes }: Wanted) => ({
  namespace,
  names: searchAttributes.map(({ name }) => name),
});

export async function lackedSearchAttributes(connection: Connection, wanted: Wanted): Promise<SearchAttribute[]> {
  const missing = await missingSearchAttributes(connection, named(wanted));
  return wanted.searchAttributes.filter(({ name }) => missing.includes(name));
}

/** All in one call: each is given a place in the database that the server's own copy shows as free. */
export async function registerSearchAttributes(
  { operatorService }: Connection,
  { namespace, searchAttributes }: Wanted,
): Promise<void> {
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(searchAttributes.map(({ name, type }) => [name, wireTypes[type]])),
  });
}

/** A Namespace is cached for some seconds: a Search Attribute added to an older one is known only after that. */
export async function untilSearchable(
  connection: Connection,
  { signal, ...wanted }: Wanted & { signal: AbortSignal },
): Promise<void> {
  const deadline = Date.now() + searchableWithinMs;
  for (;;) {
    try {
      await tryQuery(connection, named(wanted));
      return;
    } catch (thrown) {
      if (Date.now() > deadline) throw thrown;
    }
    await sleep(pollMs, undefined, { signal });
  }
}
