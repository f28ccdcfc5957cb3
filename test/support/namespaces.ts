import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Namespaces of the run's own Temporal: each system has one for itself, so that they can share the server. */
export const testNamespaces: readonly string[] = Array.from({ length: 120 }, (_, index) => `test-${index + 1}`);

/** One that no other test of this run has, in whatever process: who makes its folder has it. */
export async function claimNamespace(runFolder: string): Promise<string> {
  for (const namespace of testNamespaces) {
    const isOurs = await mkdir(join(runFolder, namespace)).then(
      () => true,
      () => false,
    );
    if (isOurs) return namespace;
  }
  throw new Error('All Namespaces are taken: make more of them in test/support/namespaces.ts.');
}
