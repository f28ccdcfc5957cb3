import { getExternalWorkflowHandle } from '@temporalio/workflow';
import type { Access } from '../../domain/access';
import type { Effect, Event } from '../../domain/gate/machine';
import type { PartnerId } from '../../domain/schema';
import { inTurn } from '../calls/activities';
import { failureOf } from '../calls/failure';
import { tellReconnectNeeded } from '../calls/refused-credentials';
import { unlessGone } from '../calls/unless-gone';
import type { GrantedTurn } from '../messages';
import { turnGrantedSignal } from '../messages';

/** Carries out one effect of a gate and tells its outcome. */
export async function performGate(effect: Effect, partnerId: PartnerId): Promise<Event | null> {
  switch (effect.type) {
    case 'grantTurn':
      return grantTurn(effect.key, { ...effect.access, leaseUntil: effect.leaseUntil });
    case 'probe':
      return probe(effect.access);
    case 'reportRefusedCredentials':
      await tellReconnectNeeded(partnerId, { credentials: effect.credentials, problem: effect.problem });
      return null;
  }
}

async function grantTurn(key: string, granted: GrantedTurn): Promise<Event | null> {
  const isThere = await unlessGone(() => getExternalWorkflowHandle(key).signal(turnGrantedSignal, granted));
  return isThere ? null : { type: 'turnLost', key, at: Date.now() };
}

const PROBE = 'ask HaloPSA for its SLAs, to see whether it answers';

async function probe(access: Access): Promise<Event> {
  try {
    const { requests } = await inTurn(PROBE).probeHalo({ access });
    return { type: 'probeSucceeded', requests, at: Date.now() };
  } catch (error) {
    const { outcome, problem, requests, retryAfterMs } = failureOf(error);
    // HaloPSA refused this one question. It answered, so it is there.
    if (outcome === 'refused') return { type: 'probeSucceeded', requests, at: Date.now() };
    return { type: 'probeFailed', outcome, problem, requests, retryAfterMs, at: Date.now(), spread: Math.random() };
  }
}
