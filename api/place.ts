import type { Place } from '../domain/connection/state';
import type { PartnerId } from '../domain/schema';
import type { haloConnection } from '../workflows';
import { connectionWorkflowId, partnerPlacedSignal } from '../workflows/messages';
import type { Caller } from './auth';
import type { Dependencies } from './operation';
import { connectionStart } from './start-connection';
import { read, unlessMissing } from './temporal-call';

type Means = Pick<Dependencies, 'client' | 'logger' | 'timings'>;
type Placed = Pick<Caller, 'partnerId' | 'partnerPath' | 'issuedAt'>;

/**
 * Tells the partner's connection where the caller's token places the partner in the tree, so that those above it, and nobody who
 * was above it once, may read its health. A partner without a connection is told of when it reports: `placeReporter`. A place that
 * could not be told does not change the answer: the next command tells it.
 */
export const place = (deps: Means, caller: Placed): Promise<void> =>
  unlessTold(deps, caller, () => {
    const handle = deps.client.workflow.getHandle(connectionWorkflowId(caller.partnerId));
    const signal = () => handle.signal(partnerPlacedSignal, placeOf(caller)).then(() => true);
    return unlessMissing(read(deps.client, signal), () => false);
  });

/** The same, and it starts the connection of a partner that has none: those above it read that it is not connected. */
export const placeReporter = (deps: Means, caller: Placed): Promise<void> =>
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

interface Telling extends Place {
  readonly toldAt: number;
  readonly isHeard: Promise<boolean>;
}

/** What this process has told of each partner last. Thousands of Signals would wait for a worker if each token sent one. */
const told = new WeakMap<Means, Map<PartnerId, Telling>>();
const PARTNERS_REMEMBERED = 10_000;
/** A connection is known for days after it was told, and starts again if it has ended. */
const TOLD_AGAIN_AFTER_MILLISECONDS = 15 * 60_000;

/** Of many calls at once one tells, and the others wait for it. */
async function unlessTold(deps: Means, caller: Placed, tell: () => Promise<boolean>): Promise<void> {
  const { partnerId } = caller;
  const known = told.get(deps) ?? new Map<PartnerId, Telling>();
  told.set(deps, known);
  const last = known.get(partnerId);
  const toldAt = Date.now();
  if (last !== undefined && !isNews(caller, toldAt, last) && (await last.isHeard)) return;
  const isHeard = tell().catch((err: unknown) => {
    deps.logger.warn({ err }, 'the place of a partner is not told yet');
    return false;
  });
  known.delete(partnerId);
  known.set(partnerId, { ...placeOf(caller), toldAt, isHeard });
  const [oldest] = known.keys();
  if (known.size > PARTNERS_REMEMBERED && oldest !== undefined) known.delete(oldest);
  await isHeard;
}

const isNews = ({ partnerPath, issuedAt }: Placed, at: number, last: Telling): boolean =>
  at - last.toldAt >= TOLD_AGAIN_AFTER_MILLISECONDS ||
  (issuedAt >= last.issuedAt && partnerPath.join() !== last.partnerPath.join());
