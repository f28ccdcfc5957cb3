import type { Access } from '../domain/access';
import type { Target } from '../domain/organization-mapping-state';
import type { OrganizationRow } from '../domain/organization-mapping-view';
import type { ComparedRow } from '../domain/reconcile';
import { compare } from '../domain/reconcile';
import type { PartnerId } from '../domain/schema';
import type { DecisionInput } from '../domain/seats-decision';
import { decide } from '../domain/seats-decision';
import type { Decision, LicenceSeen } from '../domain/seats-state';
import type { Acted } from './access';
import { callCurrent, callInTurn } from './access';
import type { Dependencies } from './dependencies';
import { heartbeating } from './heartbeat';
import { cannotMap, readLicence } from './records';

interface WriteSeats {
  readonly access: Access;
  readonly target: Target;
  readonly input: Omit<DecisionInput, 'licence'>;
}

interface PreviewSeats {
  readonly partnerId: PartnerId;
  readonly organization: OrganizationRow;
}

interface Decided {
  readonly decision: Decision;
  readonly licence: LicenceSeen;
}

export function seatActivities(deps: Dependencies) {
  const { halo } = deps;
  return {
    /**
     * Reads the licence, decides, and writes its count where that is the decision. Sets a value, so it repeats safely: after
     * a lost reply the next look finds the count that it wanted. Throws `mapping.licence…` when the licence is not there for us.
     */
    writeSeats: ({ access, target, input }: WriteSeats): Promise<Acted<Decided>> =>
      heartbeating(() =>
        callInTurn(deps, access, async (to, options) => {
          const { id, count } = await readLicence({ halo, to, options }, target);
          const licence = { count, seenAt: new Date().toISOString() };
          const decision = decide({ ...input, licence });
          if (decision.kind === 'write') await halo.writeLicenceCount(to, { id, count: decision.after }, options);
          return { decision, licence };
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
