import { writeFile } from 'node:fs/promises';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { bundlePath, workflowModules, workflowsPath } from './config';

/** The last step of the build: the Workflows as one file, so that no Worker has to bundle them when it starts. */
async function main(): Promise<void> {
  const logger = new DefaultLogger('WARN');
  const { code } = await bundleWorkflowCode({ workflowsPath, workflowInterceptorModules: workflowModules, logger });
  await writeFile(bundlePath, code);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
