import { patched } from '@temporalio/workflow';
import type { Acted } from '../../activities';
import type { Sent, TurnAccess } from '../../domain/access';
import { targetOf } from '../../domain/organization/common';
import type { Event, State } from '../../domain/organization/machine';
import type { Mapping } from '../../domain/organization/state';
import type { DecisionInput } from '../../domain/seats/decision';
import { decideUnread, mayHaveSent } from '../../domain/seats/decision';
import type * as seats from '../../domain/seats/state';
import { notTaken } from '../../domain/seats/words';
import { brief, inTurn } from '../calls/activities';
import { failureOf } from '../calls/failure';
import type { Machine } from '../entity/machine';
import { patches } from '../patches';
import type { Turns } from '../turn/take';

type SyncSeats = Extract<seats.Effect, { type: 'syncSeats' }>;
type Decided = Pick<Extract<seats.Event, { type: 'decided' }>, 'decision' | 'licence'>;
type Written = Decided | { readonly notTaken: seats.NotTaken };

interface Given {
  readonly machine: Machine<State, Event>;
  readonly turns: Turns;
}

const isoNow = () => new Date().toISOString();

/**
 * Takes a turn and writes the organization's seats as they are then: whatever changed while it waited is in it. What needs no
 * look at HaloPSA is decided without a request.
 */
export async function syncSeats(effect: SyncSeats, { machine, turns }: Given): Promise<Event> {
  let version = machine.state().seats.version;
  try {
    return await turns.take('seatSync', async (granted): Promise<Acted<Event>> => {
      const state = machine.state();
      const mapping = mappingOf(state);
      if (mapping.siteUrl !== granted.access.site.siteUrl) {
        return { answer: { type: 'mappingBroken', problem: elsewhere(mapping), at: isoNow() }, requests: 0 };
      }
      version = state.seats.version;
      const input = inputOf(effect, state, granted);
      const { answer, requests } = await readAndWrite(effect, input, granted, machine);
      return { answer: outcomeOf(answer, { definition: input.definition, version, at: isoNow() }), requests };
    });
  } catch (error) {
    const { problem } = failureOf(error);
    if (problem.code.startsWith('mapping.')) return { type: 'mappingBroken', problem, at: isoNow() };
    return { type: 'writeRefused', problem, unanswered: stillUnanswered(machine.state()), version, at: isoNow() };
  }
}

function outcomeOf(
  answer: Written,
  { definition, ...turn }: Pick<Extract<seats.Event, { type: 'decided' }>, 'definition' | 'version' | 'at'>,
): Event {
  if (!('notTaken' in answer)) return { type: 'decided', ...answer, definition, ...turn };
  return { type: 'writeRefused', problem: notTaken(answer.notTaken), notTaken: answer.notTaken, ...turn };
}

type Input = Omit<DecisionInput, 'licence'>;

/** A gate grants no turn for seats while there is no ticket mapping; one that was revoked just now syncs none. */
function inputOf({ cause, approval }: SyncSeats, { report, seats: sync }: State, { settings }: TurnAccess): Input {
  const { status, seats: counts, observedAt } = report;
  return {
    cause,
    definition: settings.ticketMapping?.seatCount ?? 'none',
    policy: settings.seatPolicy,
    report: { status, seats: counts, observedAt },
    written: sync.written,
    accepted: sync.accepted,
    approval,
    at: isoNow(),
  };
}

async function readAndWrite(
  { sinceVersion }: SyncSeats,
  input: Input,
  { access }: TurnAccess,
  machine: Machine<State, Event>,
): Promise<Acted<Written>> {
  const { report, seats: sync } = machine.state();
  // Nobody knows what HaloPSA holds after a write that it did not answer.
  const sent = unansweredIn(machine.state());
  const unread = sent === null ? decideUnread({ ...input, seen: sync.seen }) : null;
  if (unread !== null) return { answer: { decision: unread, licence: null }, requests: 0 };
  const target = targetOf(mappingOf(machine.state()));
  const summary = `read licence ${target.softwareLicenceId} of ${brief(report.name)} and write its seats`;
  try {
    return await inTurn(summary).writeSeats({ access, target, input, sent });
  } catch (error) {
    const failed = failureOf(error);
    const last = failed.isSilent ? mayHaveSent(input) : failed.sent;
    if (last) machine.notify({ type: 'writeUnanswered', sent: last, sinceVersion });
    throw error;
  }
}

const unansweredIn = ({ seats: sync }: State): Sent | null => (sync.status === 'waiting' ? sync.unanswered : null);

/** A no says nothing of what was sent before it. */
function stillUnanswered(state: State): Sent | null {
  const sent = unansweredIn(state);
  return sent !== null && patched(patches.unansweredOutlivesNo) ? sent : null;
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
