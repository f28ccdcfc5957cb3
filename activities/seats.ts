import { activityInfo } from '@temporalio/activity';
import type { Access, Sent } from '../domain/access';
import type { Target } from '../domain/organization/state';
import type { OrganizationRow } from '../domain/organization/view-schema';
import type { ComparedRow } from '../domain/reconcile/compare';
import { compare } from '../domain/reconcile/compare';
import type { PartnerId } from '../domain/schema';
import type { DecisionInput } from '../domain/seats/decision';
import { decideAfterSending, mayHaveSent } from '../domain/seats/decision';
import type { Decision, LicenceSeen, NotTaken } from '../domain/seats/state';
import type { CallOptions } from '../halo';
import { HaloError } from '../halo';
import type { Acted } from './access';
import { callCurrent, callInTurn } from './access';
import type { Dependencies } from './dependencies';
import { refusal } from './failure';
import { heartbeating } from './heartbeat';
import type { Asking } from './records';
import { cannotMap, readLicence } from './records';

interface WriteSeats {
  readonly access: Access;
  readonly target: Target;
  readonly input: Input;
  /** What an earlier turn sent, and HaloPSA may have stored although it did not say so. */
  readonly sent: Sent | null;
}

type Input = Omit<DecisionInput, 'licence'>;

interface PreviewSeats {
  readonly partnerId: PartnerId;
  readonly organization: OrganizationRow;
}

interface Decided {
  readonly decision: Decision;
  readonly licence: LicenceSeen;
}

type Written = Decided | { readonly notTaken: NotTaken };

export function seatActivities(deps: Dependencies) {
  const { halo } = deps;
  return {
    /**
     * Reads the licence, decides, and writes its count where that is the decision. Sets a value, so it repeats safely: after
     * a lost reply the next look finds the count that was sent, and tells it as the write that it was. Throws
     * `mapping.licence…` when the licence is not there for us, and `seats.forbidden` when it may be read only.
     */
    writeSeats: ({ access, target, input, sent }: WriteSeats): Promise<Acted<Written>> =>
      heartbeating(() =>
        callInTurn(deps, access, async (to, options, { sending }) => {
          // An earlier attempt, in a Worker that was killed, may have come as far as the write.
          const killed = activityInfo().attempt === 1 ? null : mayHaveSent(input);
          if (killed !== null) sending(killed);
          const { count, name } = await readLicence({ halo, to, options }, target);
          const licence = { count, seenAt: new Date().toISOString() };
          const decision = decideAfterSending([sent, killed], input, licence);
          if (decision.kind !== 'write' || count === decision.after) return { decision, licence };
          refuseLate(options);
          const { after } = decision;
          sending({ before: count, after });
          const keeps = await writeCount({ halo, to, options }, { id: target.softwareLicenceId, name }, after);
          if (keeps === after) return { decision, licence };
          return { notTaken: { before: count, after, keeps, licence: name, definition: input.definition } };
        }),
      ),

    /** What a sync of one organization would do now, by the same rules; writes nothing. Throws `mapping.licence…` as the sync would. */
    previewSeats: ({ partnerId, organization }: PreviewSeats): Promise<ComparedRow> =>
      heartbeating(() =>
        callCurrent(deps, partnerId, async (to, options, { settings }) => {
          const { target } = organization;
          if (target === null) throw cannotMap('unmapped', 'softwareLicenceId', 'Nothing is mapped.');
          const licence = await readLicence({ halo, to, options }, target);
          const { ticketMapping, seatPolicy: policy } = settings;
          const definition = ticketMapping?.seatCount ?? 'none';
          const at = new Date().toISOString();
          const [found] = compare(
            [{ ...organization, target }],
            [licence],
            { mode: 'preview', definition, policy },
            at,
          );
          if (found === undefined) throw new Error('One organization gives one row.');
          return found.row;
        }),
      ),
  };
}

/**
 * Gives the count that HaloPSA holds after the write. One that it says it took and did not take is sent once more, and no more often: a
 * turn has time for two writes, each read back.
 */
export async function writeCount(
  { halo, to, options }: Asking,
  { id, name }: { id: number; name: string },
  count: number,
): Promise<number> {
  // A cancellation must not cut the write off: HaloPSA would still carry it out, after everybody was told that it is over.
  const uncut: CallOptions = {
    /** Asked for each of its requests: what those before have left. */
    get deadlineMs() {
      return options.deadlineMs;
    },
  };
  try {
    const held = await halo.writeLicenceCount(to, { id, count }, uncut);
    if (held === count) return count;
    refuseLate(options);
    return await halo.writeLicenceCount(to, { id, count }, uncut);
  } catch (error) {
    if (!(error instanceof HaloError) || error.code !== 'forbidden') throw error;
    const detail = `The Software Licence ${name} was not changed. ${error.message}`;
    throw refusal({ code: 'seats.forbidden', detail, outcome: 'refused' });
  }
}

/** What is sent with less time left could be carried out after its turn is over. */
const TIME_OF_A_WRITE_MILLISECONDS = 2_000;

function refuseLate({ signal, deadlineMs = Number.POSITIVE_INFINITY }: CallOptions): void {
  signal?.throwIfAborted();
  if (deadlineMs < TIME_OF_A_WRITE_MILLISECONDS) throw new HaloError('timeout');
}
