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

/** What starts a gate that is missing; nothing where there should be none. */
export const gateAnew = (state: State): readonly Effect[] =>
  standingOf(state).filter(({ type }) => type === 'tellGate');

/** Tells gate, schedule and organizations what is new to them in `next`, whatever led there. */
export function told(state: State, next: State): readonly Effect[] {
  const known = new Set(standingOf(state).map((effect) => JSON.stringify(effect)));
  const news = standingOf(next).filter((effect) => !known.has(JSON.stringify(effect)));
  const [before, after] = [seatSettings(state), seatSettings(next)];
  const isChanged = before !== null && after !== null && before !== after;
  return isChanged ? [...news, { type: 'tellSettings' }] : news;
}

/** Counts a change of the settings, so that older ones which arrive late are known as such. */
export function counted(before: Connected, after: Connected): State {
  const settings = ({ ticketMapping: chosen, seatPolicy }: Connected) =>
    JSON.stringify([inForce(chosen)?.wanted ?? null, seatPolicy]);
  if (settings(before) === settings(after)) return after;
  return { ...after, settingsRevision: after.settingsRevision + 1 };
}

/** What seat syncs go by: not when the reconcile runs, nor what tickets are made of. */
function seatSettings(state: State): string | null {
  const settings = turnAccess(state)?.settings;
  if (settings === undefined) return null;
  const { schedule: _, ...policy } = settings.seatPolicy;
  return JSON.stringify([settings.ticketMapping?.seatCount ?? null, policy]);
}

const standingOf = (state: State): readonly Effect[] => standing(state.status === 'verifying' ? state.previous : state);
