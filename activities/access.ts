import { activityInfo, cancellationSignal } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Access } from '../domain/access';
import type { PartnerId } from '../domain/schema';
import type { CallOptions, HaloAccess } from '../halo';
import type { Dependencies } from './dependencies';
import { calling, refusal } from './failure';

/** Not a no for ever: whoever may wait tries again, and goes on when the partner has reconnected. */
const NOT_CONNECTED = 'connection.notConnected';

/** So that HaloPSA's silence is told as such, before Temporal gives the Activity up. */
const MARGIN_MILLISECONDS = 1_000;

type Call<Answer> = (halo: HaloAccess, options: CallOptions) => Promise<Answer>;

/** Ends with the Activity: when it is cancelled, and before its time is over. */
export const callOptions = (): CallOptions => ({
  signal: cancellationSignal(),
  deadlineMs: activityInfo().startToCloseTimeoutMs - MARGIN_MILLISECONDS,
});

/** Calls HaloPSA with credentials that are still being proved, or were given with a turn. */
export async function callWith<Answer>(deps: Dependencies, access: Access, call: Call<Answer>): Promise<Answer> {
  const { partnerId, site, credentials: reference } = access;
  const halo = { site, reference, credentials: () => deps.vault.get({ partnerId, reference }) };
  return calling(reference, () => call(halo, callOptions()));
}

/**
 * Calls HaloPSA with the access that the partner's connection gives at this moment, and makes sure afterwards that it was not
 * revoked meanwhile. Throws `connection.notConnected`, or `connection.stale` for an answer that came too late.
 */
export async function callCurrent<Answer>(
  deps: Dependencies,
  { partnerId, generation }: { partnerId: PartnerId; generation?: number },
  call: (halo: HaloAccess, options: CallOptions, access: Access) => Promise<Answer>,
): Promise<Answer> {
  const access = await currentAccess(deps, partnerId);
  if (generation !== undefined && generation !== access.generation) throw stale();
  const answer = await callWith(deps, access, (halo, options) => call(halo, options, access));
  if ((await currentAccess(deps, partnerId)).generation !== access.generation) throw stale();
  return answer;
}

async function currentAccess({ workflows }: Dependencies, partnerId: PartnerId): Promise<Access> {
  const answer = await workflows.access(partnerId);
  if ('access' in answer) return answer.access;
  const problem = { code: NOT_CONNECTED, detail: answer.reason };
  throw ApplicationFailure.create({
    ...{ message: answer.reason, type: NOT_CONNECTED, details: [{ outcome: 'refused', problem }] },
  });
}

const stale = () =>
  refusal({ code: 'connection.stale', detail: 'The connection was revoked meanwhile.', outcome: 'refused' });
