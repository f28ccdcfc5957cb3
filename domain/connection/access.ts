import type { Access, Site, TurnAccess } from '../access';
import type { State } from './state';
import * as ticketMapping from './ticket-mapping';

type Linked = Extract<State, { readonly site: Site }>;

/** The access that Activities may use in this state; while new credentials are being proved, the old ones stay in use. */
export const access = (state: State): Access | null => turnAccess(state)?.access ?? null;

/** The same with the settings that go with it. */
export function turnAccess(state: State): TurnAccess | null {
  const link = state.status === 'verifying' ? state.previous : state;
  if (link.status !== 'connected') return null;
  const { seatPolicy, settingsRevision: revision } = link;
  const settings = { ticketMapping: ticketMapping.inForce(link.ticketMapping)?.wanted ?? null, seatPolicy, revision };
  return { access: accessOf(link), settings };
}

/** The access to try the saved credentials with, also where HaloPSA has refused them. */
export const savedAccess = (state: State): Access | null =>
  state.status === 'connected' || state.status === 'needsReconnect' ? accessOf(state) : null;

const accessOf = ({ partnerId, site, candidate: { credentials }, generation }: Linked): Access => ({
  partnerId,
  site,
  credentials,
  generation,
});

/** Why nothing can be asked of HaloPSA in this state, for the partner. */
export function notConnected(state: State): string {
  switch (state.status) {
    case 'verifying':
      return 'HaloPSA is just being connected. Try again in a moment.';
    case 'needsReconnect':
      return 'HaloPSA no longer accepts the saved credentials. Reconnect it first.';
    case 'revoking':
      return 'The connection is being revoked.';
    case 'disconnected':
    case 'connected':
      return 'Connect HaloPSA first.';
  }
}
