import type { Candidate } from '../access';
import type { PartnerId } from '../schema';
import { defaultSeatPolicy } from '../seats/policy';
import type { Transition } from '../transition';
import { reject, to } from '../transition';
import { notConnected } from './access';
import { counted, gateAnew, standing, told } from './notices';
import type { Effect, Event, Revocation, Revoking, State } from './state';
import * as ticketMapping from './ticket-mapping';

export { access, notConnected, turnAccess } from './access';
export type { Effect, Event, State } from './state';

export const initial = (partnerId: PartnerId): State => ({
  status: 'disconnected',
  partnerId,
  partnerPath: [partnerId],
  generation: 1,
  refusal: null,
  revocation: null,
});

export function transition(state: State, event: Event): Transition<State, Effect> {
  const next = apply(state, event);
  return next.accepted ? to(next.state, ...next.effects, ...told(state, next.state)) : next;
}

function apply(state: State, event: Event): Transition<State, Effect> {
  switch (event.type) {
    case 'connectRequested':
      return connectRequested(state, event);
    case 'credentialsVerified':
      return credentialsVerified(state, event);
    case 'credentialsRefused':
      return credentialsRefused(state, event);
    case 'reconnectNeeded':
      return reconnectNeeded(state, event);
    case 'rightsRequested':
      if (state.status !== 'connected') return reject(notConnected(state));
      return to<State, Effect>(state, { type: 'checkRights' });
    case 'rightsChecked':
      if (state.status !== 'connected') return reject(notConnected(state));
      if (!isCurrent(state, event)) return reject(RENEWED);
      // The saved credentials were just proved: that others were refused once is no news any more.
      return to<State, Effect>({ ...state, rights: event.rights, refusal: null });
    case 'rightsUnchecked':
      return state.status === 'connected' ? to(state) : reject(notConnected(state));
    case 'revokeRequested':
      return revokeRequested(state, event);
    case 'credentialsErased':
      if (state.status !== 'revoking') return reject('Nothing is being revoked.');
      return to<State, Effect>(state, { type: 'closeGate', by: state.by });
    case 'gateClosed':
      if (state.status !== 'revoking') return reject('Nothing is being revoked.');
      return to<State, Effect>(state, release(state));
    case 'gateMissed':
      return gateMissed(state);
    case 'organizationsReleased':
      if (state.status !== 'revoking') return reject('Nothing is being revoked.');
      return to<State, Effect>(disconnectedBy(state, event.keptUntil));
    case 'seatPolicySaved':
      if (state.status !== 'connected') return reject(notConnected(state));
      return to<State, Effect>(counted(state, { ...state, seatPolicy: event.policy }));
    case 'ticketMappingSaved':
    case 'ticketMappingChecked':
    case 'ticketMappingRefused':
    case 'ticketMappingUnchecked':
    case 'ticketMappingRevoked':
    case 'ticketMappingRestored':
      return withTicketMapping(state, event);
  }
}

/** The effects that a state waits for: started on entry, cancelled on leaving, started anew after a continue-as-new. */
export function awaited(state: State): readonly Effect[] {
  switch (state.status) {
    case 'verifying':
      return [{ type: 'verifyCredentials', candidate: state.candidate }, ...standing(state.previous)];
    case 'connected':
      return [...standing(state), ...ticketMapping.awaited(state.ticketMapping)];
    case 'needsReconnect':
      return standing(state);
    case 'disconnected':
    case 'revoking':
      return [];
  }
}

function connectRequested(
  state: State,
  event: Extract<Event, { type: 'connectRequested' }>,
): Transition<State, Effect> {
  const { candidate, partnerPath, by, at } = event;
  switch (state.status) {
    case 'revoking':
      return reject('The connection is being revoked. Connect again when that is done.');
    case 'verifying':
      if (!sameClient(state.candidate, candidate))
        return reject(`${state.by.name} is just connecting HaloPSA. Try again in a moment.`);
      return to<State, Effect>(state, ...erase(candidate, state));
    case 'connected':
    case 'needsReconnect':
      if (state.site.siteUrl !== candidate.siteUrl) {
        return reject(`${state.site.siteUrl} is connected. Revoke that connection before you connect another HaloPSA.`);
      }
      break;
    case 'disconnected':
      break;
  }
  const { partnerId, generation } = state;
  return to<State, Effect>(
    { status: 'verifying', partnerId, generation, partnerPath, candidate, by, since: at, previous: state },
    { type: 'verifyCredentials', candidate },
  );
}

function credentialsVerified(
  state: State,
  event: Extract<Event, { type: 'credentialsVerified' }>,
): Transition<State, Effect> {
  if (state.status !== 'verifying') return reject('No credentials are being verified.');
  const { partnerId, partnerPath, generation, candidate, by, previous } = state;
  const { site, rights } = event;
  const isNew = previous.status === 'disconnected';
  const mayRestore = isNew && previous.revocation !== null;
  const next: State = {
    status: 'connected',
    partnerId,
    partnerPath,
    generation,
    site,
    candidate,
    by,
    rights,
    refusal: null,
    since: isNew ? event.at : previous.since,
    ticketMapping: isNew ? ticketMapping.initial : previous.ticketMapping,
    seatPolicy: isNew ? defaultSeatPolicy : previous.seatPolicy,
    settingsRevision: isNew ? 1 : previous.settingsRevision,
  };
  const cleanUp: Effect = { type: 'eraseOtherCredentials', keep: candidate.credentials };
  const restore: Effect[] = mayRestore ? [{ type: 'restoreOrganizations', siteUrl: site.siteUrl }] : [];
  return to<State, Effect>(next, cleanUp, ...restore, ...ticketMapping.awaited(next.ticketMapping));
}

function credentialsRefused(
  state: State,
  event: Extract<Event, { type: 'credentialsRefused' }>,
): Transition<State, Effect> {
  if (state.status !== 'verifying') return reject('No credentials are being verified.');
  const { previous, partnerPath, candidate } = state;
  const next: State = { ...previous, partnerPath, refusal: { problem: event.problem, at: event.at } };
  return to<State, Effect>(next, ...erase(candidate, next), ...checks(next));
}

/** Also of credentials that are just being renewed: should the new ones be refused, the old ones are no way back. */
function reconnectNeeded(state: State, event: Extract<Event, { type: 'reconnectNeeded' }>): Transition<State, Effect> {
  const link = state.status === 'verifying' ? state.previous : state;
  if (link.status !== 'connected') return reject(notConnected(state));
  if (!isCurrent(link, event)) return reject(RENEWED);
  const { problem, at } = event;
  const unchecked = ticketMapping.transition(link.ticketMapping, { type: 'ticketMappingUnchecked', problem });
  const kept = unchecked.accepted ? unchecked.state : link.ticketMapping;
  const next = { ...link, status: 'needsReconnect' as const, refusal: { problem, at }, ticketMapping: kept };
  return to<State, Effect>(state.status === 'verifying' ? { ...state, previous: next } : next);
}

function revokeRequested(state: State, event: Extract<Event, { type: 'revokeRequested' }>): Transition<State, Effect> {
  if (state.status === 'disconnected' || state.status === 'revoking') return to(state);
  const { partnerId, partnerPath, generation } = state;
  const link = state.status === 'verifying' ? state.previous : state;
  return to<State, Effect>(
    {
      status: 'revoking',
      partnerId,
      partnerPath,
      generation: generation + 1,
      by: event.by,
      at: event.at,
      siteUrl: link.status === 'disconnected' ? null : link.site.siteUrl,
      earlier: link.status === 'disconnected' ? link.revocation : null,
    },
    { type: 'eraseOtherCredentials', keep: null },
  );
}

function gateMissed(state: State): Transition<State, Effect> {
  const effects = gateAnew(state);
  return effects.length === 0 ? reject(notConnected(state)) : to(state, ...effects);
}

function withTicketMapping(state: State, event: ticketMapping.Event): Transition<State, Effect> {
  if (state.status !== 'connected') return reject(notConnected(state));
  const next = ticketMapping.transition(state.ticketMapping, event);
  return next.accepted ? to(counted(state, { ...state, ticketMapping: next.state }), ...next.effects) : next;
}

/** A first connect that never came to be leaves what an earlier revoke keeps. */
function disconnectedBy(state: Revoking, keptUntil: string): State {
  const { partnerId, partnerPath, generation, by, at, siteUrl, earlier } = state;
  const revocation = siteUrl === null && earlier !== null ? earlier : { by, at, siteUrl, keptUntil };
  return { status: 'disconnected', partnerId, partnerPath, generation, refusal: null, revocation };
}

/** The checks of a ticket mapping that a renewal of the credentials had stopped. */
const checks = (state: State): readonly Effect[] =>
  state.status === 'connected' ? ticketMapping.awaited(state.ticketMapping) : [];

const isCurrent = ({ candidate }: { readonly candidate: Candidate }, used: { readonly credentials: string }): boolean =>
  candidate.credentials === used.credentials;

const RENEWED = 'The credentials were renewed since.';

/** A repeated request brings a reference that is in use already: that one is not erased. */
const erase = ({ credentials }: Candidate, next: State): Effect[] =>
  uses(next, credentials) ? [] : [{ type: 'eraseCredentials', credentials }];

const uses = (state: State, credentials: string): boolean =>
  ('candidate' in state && state.candidate.credentials === credentials) ||
  (state.status === 'verifying' && uses(state.previous, credentials));

const release = ({ by, at, siteUrl }: Revocation): Effect => ({ type: 'releaseOrganizations', by, at, siteUrl });

const sameClient = (a: Candidate, b: Candidate): boolean =>
  a.siteUrl === b.siteUrl && a.clientIdEnding === b.clientIdEnding;
