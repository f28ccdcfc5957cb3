import type { Place } from '../domain/connection/state';
import type { PartnerId } from '../domain/schema';
import type { haloConnection } from '../workflows';
import { connectionWorkflowId, partnerPlacedSignal } from '../workflows/messages';
import type { Caller } from './auth';
import type { Dependencies } from './operation';
import { connectionStart } from './start-connection';
import { read, unlessMissing } from './temporal-call';

type Placed = Pick<Caller, 'partnerId' | 'partnerPath' | 'issuedAt'>;

/**
 * Tells the partner's connection where the caller's token places the partner in the tree, so that those above it, and nobody who
 * was above it once, may read its health. A partner without a connection is told of when it reports: `placeReporter`. A place that
 * could not be told does not change the answer: the next command tells it.
 */
export const place = (deps: Dependencies, caller: Placed): Promise<void> =>
  unlessTold(deps, caller, () => {
    const handle = deps.client.workflow.getHandle(connectionWorkflowId(caller.partnerId));
    const signal = () => handle.signal(partnerPlacedSignal, placeOf(caller)).then(() => true);
    return unlessMissing(read(deps.client, signal), () => false);
  });

/** The same, and it starts the connection of a partner that has none: those above it read that it is not connected. */
export const placeReporter = (deps: Dependencies, caller: Placed): Promise<void> =>
  unlessTold(deps, caller, async () => {
    await read(deps.client, () =>
      deps.client.workflow.signalWithStart<typeof haloConnection, [Place]>('haloConnection', {
        ...connectionStart(caller.partnerId, deps),
        signal: partnerPlacedSignal,
        signalArgs: [placeOf(caller)],
      }),
    );
    return true;
  });

const placeOf = ({ partnerPath, issuedAt }: Placed): Place => ({ partnerPath, issuedAt });

/** The newest token of each partner that this process has told of, so that a token costs one Signal. */
const told = new WeakMap<Dependencies, Map<PartnerId, Placed>>();
const PARTNERS_REMEMBERED = 10_000;

async function unlessTold(deps: Dependencies, caller: Placed, tell: () => Promise<boolean>): Promise<void> {
  const known = told.get(deps) ?? new Map<PartnerId, Placed>();
  told.set(deps, known);
  const last = known.get(caller.partnerId);
  if (last !== undefined && !isNews(caller, last)) return;
  try {
    if (!(await tell())) return;
  } catch (err) {
    deps.logger.warn({ err }, 'the place of a partner is not told yet');
    return;
  }
  known.delete(caller.partnerId);
  known.set(caller.partnerId, caller);
  const [oldest] = known.keys();
  if (known.size > PARTNERS_REMEMBERED && oldest !== undefined) known.delete(oldest);
}

const isNews = (caller: Placed, last: Placed): boolean =>
  caller.issuedAt > last.issuedAt ||
  (caller.issuedAt === last.issuedAt && caller.partnerPath.join() !== last.partnerPath.join());
