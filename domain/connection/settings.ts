import { turnAccess } from './access';
import type { Connected, Effect, State } from './state';
import { inForce } from './ticket-mapping';

/** What the gate and the schedule are to know as long as there is a connection. */
export function standing(state: State): readonly Effect[] {
  if (state.status !== 'connected' && state.status !== 'needsReconnect') return [];
  return [
    { type: 'tellGate', access: turnAccess(state) },
    { type: 'keepSchedule', schedule: state.seatPolicy.schedule },
  ];
}

/** Raises the revision when the settings differ, so that older settings which arrive late are known as such. */
export function withRevision(before: Connected, after: Connected): State {
  const settings = ({ ticketMapping, seatPolicy }: Connected) =>
    JSON.stringify([inForce(ticketMapping)?.wanted ?? null, seatPolicy]);
  if (settings(before) === settings(after)) return after;
  return { ...after, settingsRevision: after.settingsRevision + 1 };
}

/** Whether seat syncs have to look again. A connection that begins or ends is told to the organizations in other ways. */
export function changesSeatSettings(before: State, after: State): boolean {
  const [earlier, later] = [seatSettings(before), seatSettings(after)];
  return earlier !== null && later !== null && earlier !== later;
}

/** What seat syncs go by: not when the reconcile runs, nor what tickets are made of. */
function seatSettings(state: State): string | null {
  const settings = turnAccess(state)?.settings;
  if (settings === undefined) return null;
  const { schedule: _, ...policy } = settings.seatPolicy;
  return JSON.stringify([settings.ticketMapping?.seatCount ?? null, policy]);
}
