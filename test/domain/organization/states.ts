import type { Event, State } from '../../../domain/organization/machine';
import { awaited, initial, transition } from '../../../domain/organization/machine';
import { after, starting } from '../machine';
import * as samples from '../samples';
import { report } from '../samples';
import { elsewhere, events, moved, noSeats, noTicketMapping, outcomes } from './events';

/** Every step of this machine, with all that starts with it. */
export const step = starting({ transition, awaited });

const reach = after(step);

const unmapped = initial(samples.partnerId, samples.organizationId, report);
const checking = reach(unmapped, events.mappingRequested);
const mapped = reach(checking, events.mappingChecked);
const pendingCheck = reach(checking, events.mappingUnchecked);
const movePending = reach(mapped, moved, events.mappingUnchecked);
const syncing = reach(mapped, events.startRequested);
const kept = reach(mapped, events.connectionRevoked);

/** One state of each status: a status added to the machine must be answered here to compile. */
export const states: Readonly<Record<State['status'], State>> = {
  unmapped,
  checking,
  pendingCheck,
  refused: reach(checking, events.mappingRefused),
  mapped,
  needsAttention: reach(movePending, events.mappingRefused),
  kept,
};

const reported: Event = events.organizationReported;

/** Further states, where what is underneath decides. */
export const variants = {
  'unmapped (in another PSA)': reach(unmapped, elsewhere),
  'checking (mapped before)': reach(mapped, moved),
  'checking (syncing before)': reach(syncing, moved),
  'checking (needsAttention before)': reach(states.needsAttention, moved),
  'checking (kept before)': reach(kept, moved),
  'checking (kept before, restored since)': reach(kept, moved, events.connectionRestored),
  'checking (pendingCheck before)': reach(pendingCheck, moved),
  'checking (refused before)': reach(states.refused, moved),
  'pendingCheck (mapped before)': movePending,
  'pendingCheck (syncing before)': reach(syncing, moved, events.mappingUnchecked),
  'pendingCheck (restored)': reach(kept, events.connectionRestored),
  'pendingCheck (missed)': reach(syncing, events.reconcileMissed),
  'mapped (not to sync)': reach(checking, { ...events.mappingChecked, settings: noSeats }),
  'mapped (no ticket mapping)': reach(checking, { ...events.mappingChecked, settings: noTicketMapping }),
  'mapped (previewed)': reach(mapped, events.previewed),
  'mapped (syncing)': syncing,
  'mapped (in sync)': reach(syncing, events.decided),
  'mapped (debouncing)': reach(syncing, events.decided, reported),
  'mapped (held)': reach(syncing, outcomes.held),
  'mapped (drift)': reach(syncing, outcomes.drift),
  'mapped (needsYou)': reach(syncing, events.writeRefused),
  'mapped (off)': reach(syncing, outcomes.off),
  'needsAttention (broken)': reach(syncing, events.mappingBroken),
  'kept (never checked)': reach(pendingCheck, events.connectionRevoked),
  'kept (syncing before)': reach(syncing, events.connectionRevoked),
} as const;
