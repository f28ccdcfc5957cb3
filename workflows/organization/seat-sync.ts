import type { Acted } from '../../activities';
import type { TurnSettings } from '../../domain/gate/state';
import { targetOf } from '../../domain/organization/common';
import type { Event, State } from '../../domain/organization/machine';
import type { Mapping } from '../../domain/organization/state';
import { decideUnread, mayHaveSent } from '../../domain/seats/decision';
import type { SeatPolicy } from '../../domain/seats/policy-schema';
import type * as seats from '../../domain/seats/state';
import { brief, inTurn } from '../calls/activities';
import { failureOf } from '../calls/failure';
import type { Turns } from '../turn/take';
import type { UnansweredWrites } from './unanswered';

type SyncSeats = Extract<seats.Effect, { type: 'syncSeats' }>;

interface Given {
  readonly current: () => State;
  readonly turns: Turns;
  readonly unanswered: UnansweredWrites;
}

const now = () => new Date().toISOString();

/**
 * Takes a turn and writes the organization's seats as they are then: whatever changed while it waited is in it. What needs no
 * look at HaloPSA is decided without a request.
 */
export async function syncSeats({ cause, approval, asked }: SyncSeats, given: Given): Promise<Event> {
  const { current, turns, unanswered } = given;
  let version = current().seats.version;
  try {
    return await turns.take('seatSync', async ({ access, settings }): Promise<Acted<Event>> => {
      const { report, seats: sync } = current();
      const mapping = mappingOf(current());
      if (mapping.siteUrl !== access.site.siteUrl) {
        return { answer: { type: 'mappingBroken', problem: elsewhere(mapping), at: now() }, requests: 0 };
      }
      version = sync.version;
      const { definition, policy } = definitionOf(settings);
      const { written, accepted, seen } = sync;
      const { status, seats: counts, observedAt } = report;
      const counted = { status, seats: counts, observedAt };
      const input = { cause, definition, policy, report: counted, written, accepted, approval, at: now() };
      // Nobody knows what HaloPSA holds after a write that it did not answer.
      const sent = unanswered.of(asked);
      const unread = sent === null ? decideUnread({ ...input, seen }) : null;
      if (unread !== null) return { answer: decided({ decision: unread, licence: null }), requests: 0 };
      const target = targetOf(mapping);
      const summary = `read licence ${target.softwareLicenceId} of ${brief(report.name)} and write its seats`;
      try {
        const { answer, requests } = await inTurn(summary).writeSeats({ access, target, input, sent });
        return { answer: decided(answer), requests };
      } catch (error) {
        const failed = failureOf(error);
        const last = failed.isSilent ? mayHaveSent(input) : failed.sent;
        if (last) unanswered.remember(asked, last);
        throw error;
      }

      function decided(outcome: Pick<Extract<seats.Event, { type: 'decided' }>, 'decision' | 'licence'>): Event {
        return { type: 'decided', ...outcome, definition, version, at: now() };
      }
    });
  } catch (error) {
    const { problem } = failureOf(error);
    if (problem.code.startsWith('mapping.')) return { type: 'mappingBroken', problem, at: now() };
    return { type: 'writeRefused', problem, version, at: now() };
  }
}

/** A gate grants no turn for seats while there is no ticket mapping; one that was revoked just now syncs none. */
function definitionOf({ ticketMapping, seatPolicy: policy }: TurnSettings): {
  definition: seats.Written['definition'];
  policy: SeatPolicy;
} {
  return { definition: ticketMapping?.seatCount ?? 'none', policy };
}

function mappingOf(state: State): Mapping {
  if (state.status === 'mapped') return state.mapping;
  throw new Error('Seats are synced in `mapped` only.');
}

/** Ids of one HaloPSA mean something else, or the same of a sandbox, in another one (halopsa-api.md 6.17). */
const elsewhere = ({ siteUrl }: Mapping) => ({
  code: 'mapping.otherHalo',
  detail: `This was mapped in ${siteUrl}, and another HaloPSA is connected now. Choose its customer and Software Licence here.`,
});
