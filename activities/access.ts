import { activityInfo, cancellationSignal } from '@temporalio/activity';
import type { Access, FailureOutcome, TurnAccess } from '../domain/access';
import type { PartnerId } from '../domain/schema';
import type { CallOptions, HaloAccess } from '../halo';
import type { Dependencies } from './dependencies';
import type { Calling } from './failure';
import { calling, refusal } from './failure';

/** Our time-out comes this much earlier than Temporal's, so that the partner reads that HaloPSA was silent. */
const MARGIN_MILLISECONDS = 1_000;

type Call<Answer> = (halo: HaloAccess, options: CallOptions) => Promise<Answer>;

/** Call this when the Activity starts. Its calls end when it is cancelled, and before its time is over. */
export function callOptions(): CallOptions {
  const end = Date.now() + activityInfo().startToCloseTimeoutMs - MARGIN_MILLISECONDS;
  return {
    signal: cancellationSignal(),
    get deadlineMs() {
      return Math.max(1, end - Date.now());
    },
  };
}

/** Calls HaloPSA with credentials that are still being proved. Its answer ends an outage that the gate still holds. */
export const callWith = <Answer>(deps: Dependencies, access: Access, call: Call<Answer>): Promise<Answer> =>
  calling({ credentials: access.credentials, retries: 'byTable' }, async () => {
    const answer = await call(haloAccess(deps, access), callOptions());
    await deps.workflows.tellHaloAnswered(access);
    return answer;
  });

/**
 * Calls HaloPSA with a connection's proved credentials for somebody who waits. No gate holds such a call, so before each of
 * its requests, and after the last one, it makes sure that the connection was not revoked meanwhile.
 * Its answer ends an outage that the gate still holds. Throws `connection.stale` for what came too late.
 */
export const callProved = <Answer>(
  deps: Dependencies,
  access: Access,
  call: Call<Answer>,
  options = callOptions(),
): Promise<Answer> =>
  calling({ credentials: access.credentials, retries: 'byTable' }, async () => {
    const permit = () => refuseStale(deps, access, 'refused');
    const answer = await call({ ...haloAccess(deps, access), permit }, options);
    await permit();
    await deps.workflows.tellHaloAnswered(access);
    return answer;
  });

/** The answer of a call inside of a turn, and how many requests HaloPSA got for it. */
export interface Acted<Answer> {
  readonly answer: Answer;
  readonly requests: number;
}

/**
 * Calls HaloPSA with what a turn gave. Temporal does not repeat it: whether HaloPSA is tried again, and by whom, the gate says.
 * Throws `connection.stale` when the connection was revoked since, or needs to be connected anew.
 */
export const callInTurn = <Answer>(
  deps: Dependencies,
  access: Access,
  call: (halo: HaloAccess, options: CallOptions, under: Calling) => Promise<Answer>,
): Promise<Acted<Answer>> =>
  calling({ credentials: access.credentials, retries: 'never' }, async (under) => {
    const options = callOptions();
    await refuseStale(deps, access, 'refusedCredentials');
    const answer = await call(haloAccess(deps, access), options, under);
    return { answer, requests: under.requests() };
  });

/** Like `callProved`, with the access that the connection gives at this moment. Throws `connection.notConnected` too. */
export async function callCurrent<Answer>(
  deps: Dependencies,
  partnerId: PartnerId,
  call: (halo: HaloAccess, options: CallOptions, given: TurnAccess) => Promise<Answer>,
): Promise<Answer> {
  const options = callOptions();
  const given = await currentAccess(deps, partnerId);
  return callProved(deps, given.access, (to) => call(to, options, given), options);
}

function haloAccess({ vault }: Dependencies, { partnerId, site, credentials: reference }: Access): HaloAccess {
  return { site, reference, credentials: () => vault.get({ partnerId, reference }) };
}

/** The access that the connection gives at this moment. Throws `connection.notConnected`. */
export const currentAccess = ({ workflows }: Dependencies, partnerId: PartnerId): Promise<TurnAccess> =>
  calling({ retries: 'byTable' }, async () => {
    const answer = await workflows.access(partnerId);
    if ('access' in answer) return answer;
    throw refusal({ code: 'connection.notConnected', detail: answer.reason, outcome: 'refused' });
  });

async function refuseStale(deps: Dependencies, access: Access, outcome: FailureOutcome): Promise<void> {
  const current = await deps.workflows.access(access.partnerId);
  if ('access' in current && current.access.generation === access.generation) return;
  const detail = 'reason' in current ? current.reason : 'The connection was revoked meanwhile.';
  throw refusal({ code: 'connection.stale', detail, outcome, credentials: access.credentials });
}
