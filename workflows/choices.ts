import { CancellationScope, CancelledFailure, upsertSearchAttributes } from '@temporalio/workflow';
import type { Listed } from '../activities';
import { keptFor, staleChoices } from '../domain/connection/choices';
import type { ChoicesRequest, PartnerId } from '../domain/schema';
import { forPerson, own } from './calls/activities';
import { tellWhoEnds } from './calls/ended';
import { failureOf } from './calls/failure';
import { reportRefusedCredentials } from './calls/refused-credentials';
import type { ChoicesAnswer, ChoicesInput } from './messages';
import { choicesWorkflowId, searchAttributes } from './messages';

/** One list for a form. Its newest answer is the cache that the form shows while HaloPSA is down; the api removes all others. */
export async function haloChoices({ partnerId, request }: ChoicesInput): Promise<ChoicesAnswer> {
  tellWhoEnds();
  const answer = await ask(partnerId, request);
  upsertSearchAttributes([{ key: searchAttributes.status, value: answer.status }]);
  return answer;
}

async function ask(partnerId: PartnerId, request: ChoicesRequest): Promise<ChoicesAnswer> {
  try {
    return {
      status: 'listed',
      ...(await forPerson(`read the list of ${request.list}`).listChoices({ partnerId, request })),
    };
  } catch (error) {
    // A revoke cancelled this list, and has told the person so. What the call came to does not matter any more.
    if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('The connection was revoked.');
    const failed = failureOf(error);
    await reportRefusedCredentials(partnerId, failed);
    if (failed.outcome !== 'unavailable') return { status: 'refused', problem: failed.problem };
    const last = await lastChoices(partnerId, request);
    if (last === null) return { status: 'refused', problem: failed.problem };
    return { ...last, status: 'listed', choices: staleChoices(request, last.choices) };
  }
}

/** What the list was the last time, or null; a person waits, so what cannot be looked up is not there. */
async function lastChoices(partnerId: PartnerId, request: ChoicesRequest): Promise<Listed | null> {
  const summary = `look up what the list of ${request.list} was the last time`;
  const workflowId = choicesWorkflowId(partnerId, keptFor(request));
  try {
    return await own(summary).lastChoices({ partnerId, workflowId });
  } catch (error) {
    // Throws a cancellation on.
    failureOf(error);
    return null;
  }
}
