import type { ActivateInput, WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { defaultPayloadConverter } from '@temporalio/workflow';
import { isOlder } from '../domain/organization/report';
import type { OrganizationReport } from '../domain/schema';
import { newestReportSignal } from './messages';

type Job = NonNullable<ActivateInput['activation']['jobs']>[number];

/**
 * Of the reports that one Workflow Task brings, the Workflow is told the newest alone. Each Signal costs the SDK up to a
 * millisecond, whatever is done with it, and a Workflow Task of more than five seconds comes to nothing and ends the thread that
 * it runs in. A replay brings the same Signals in the same tasks.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  internals: [
    {
      activate: (input, next) => {
        const { activation } = input;
        activation.jobs = withoutOlder(activation.jobs ?? []);
        next(input);
      },
    },
  ],
});

function withoutOlder(jobs: Job[]): Job[] {
  const reports = jobs.filter(isReport);
  if (reports.length < 2) return jobs;
  const newest = reports
    .map((job) => ({ job, report: reportOf(job) }))
    .reduce((one, other) => (isOlder(other.report, one.report) ? one : other)).job;
  return jobs.filter((job) => job === newest || !isReport(job));
}

const isReport = ({ signalWorkflow }: Job): boolean => signalWorkflow?.signalName === newestReportSignal.name;

function reportOf({ signalWorkflow }: Job): OrganizationReport {
  const [report] = signalWorkflow?.input ?? [];
  return defaultPayloadConverter.fromPayload<OrganizationReport>(report ?? {});
}
