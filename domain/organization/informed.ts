import * as seats from '../seats/machine';
import { connectionRestored } from './keep';
import { newest } from './settings';
import type { ConnectionNow, State } from './state';

/**
 * The organization as it is with what the connection says now, although its notice has not come yet. Nobody reads, or is told, what was
 * true before his own command. A notice that comes later has the seat sync look again; only one that was off is on at once.
 */
export function informed(state: State, { siteUrl, settings }: ConnectionNow, at: string): State {
  const known = connectionRestored(state, { siteUrl, generation: settings.generation, at });
  if (newest(settings, known.settings) === known.settings) return known;
  const next: State = { ...known, settings };
  if (next.status !== 'mapped' || next.seats.status !== 'off') return next;
  const woken = seats.transition(next.seats, { type: 'settingsChanged', at });
  return woken.accepted ? { ...next, seats: woken.state } : next;
}
