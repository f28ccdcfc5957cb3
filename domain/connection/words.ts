import type { Actor, Problem } from '../schema';
import type { Refusal, State } from './state';
import type * as ticketMapping from './ticket-mapping';

/*
 * What a person reads of a connection and of its ticket mapping. Times are fields of the answer, not parts of a sentence.
 */

export const REVOKE_KEEPS =
  'Tickets and seat counts in HaloPSA stay as they are. Nothing more is sent after the revoke.';

export const siteUrlUsed = (siteUrl: string): string => `We will use ${siteUrl}.`;

export function sentence(state: State): string {
  switch (state.status) {
    case 'disconnected':
      return disconnected(state);
    case 'verifying':
      return `Checking the credentials for ${state.candidate.siteUrl} with HaloPSA.`;
    case 'connected':
      return state.refusal === null ? `Connected to ${state.site.siteUrl}.` : stillConnected(state, state.refusal);
    case 'needsReconnect':
      return `HaloPSA no longer accepts the saved credentials. Nothing is sent until you reconnect, or it accepts them again: we try that from time to time. ${state.refusal.problem.detail}`;
    case 'revoking':
      return `${state.by.name} revoked the connection. It ends as soon as the call in flight has ended.`;
  }
}

const stillConnected = (
  { site }: Extract<State, { status: 'connected' }>,
  { problem, isUnchecked }: Refusal,
): string => {
  const came = isUnchecked ? 'could not be checked.' : 'were refused:';
  return `Connected to ${site.siteUrl} with the saved credentials. The new ones ${came} ${problem.detail}`;
};

const lastAttempt = ({ problem, isUnchecked }: Refusal): string =>
  `The last attempt ${isUnchecked ? 'could not be finished.' : 'was refused:'} ${problem.detail}`;

/** What a person is told whose credentials were still being checked when others were typed. */
export const replaced = ({ name }: Actor): Problem => ({
  code: 'connection.replaced',
  detail: `${name} has sent newer credentials for HaloPSA meanwhile, so these were not checked to the end. Look at the connection.`,
});

function disconnected({ refusal, revocation }: Extract<State, { status: 'disconnected' }>): string {
  if (refusal !== null) return `Not connected. ${lastAttempt(refusal)}`;
  if (revocation === null) return 'Not connected.';
  return `Not connected. ${revocation.by.name} revoked the connection; mappings are kept for some time and come back when you connect the same HaloPSA.`;
}

/** The same for those who may not act: no address, and nobody's and nothing's name. */
export function healthSentence(state: State): string {
  switch (state.status) {
    case 'disconnected':
      if (state.refusal !== null) return 'Not connected. The last attempt was refused.';
      return state.revocation === null ? 'Not connected.' : 'Not connected. The connection was revoked.';
    case 'verifying':
      return 'The credentials are being checked with HaloPSA.';
    case 'connected':
      return state.refusal === null ? 'Connected.' : 'Connected with the saved credentials. New ones were refused.';
    case 'needsReconnect':
      return 'HaloPSA no longer accepts the saved credentials. Nothing is sent until the partner reconnects, or HaloPSA accepts them again. What waits is sent then.';
    case 'revoking':
      return 'The connection is being revoked. It ends as soon as the call in flight has ended.';
  }
}

export function ticketMappingSentence(state: ticketMapping.State): string {
  switch (state.status) {
    case 'notSet':
      return 'Not set. No ticket is created and no seat count is sent until you choose the ticket mapping.';
    case 'checking':
      return 'Being checked with HaloPSA.';
    case 'pendingCheck':
      return `Saved. HaloPSA could not be asked yet, so we check it as soon as it answers. ${staysUntilThen(state)}${state.problem.detail}`;
    case 'set':
      return `Set by ${state.by.name}: tickets are created as ${namesIn(state)}.`;
    case 'refused':
      return `HaloPSA does not accept this ticket mapping; choose again. ${staysUntilThen(state)}${state.problem.detail}`;
    case 'revoked':
      return `Revoked by ${state.by.name}. Ticket creation and seat sync are paused until you choose again; you can undo this for a limited time.`;
  }
}

const staysUntilThen = ({ replaces }: ticketMapping.Unproved): string =>
  replaces === null ? '' : `Until then ${namesIn(replaces)} stays in force. `;

const namesIn = ({ names }: ticketMapping.Saved): string => `${names.ticketType}, ${names.sla}, ${names.priority}`;
