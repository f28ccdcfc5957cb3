import type { Candidate } from '../access';
import type { PartnerId } from '../schema';
import { defaultSeatPolicy } from '../seats/policy';
import { reject } from '../transition';
import { notConnected } from './access';
import { revokeGoesOn, revokeRequested } from './revoke';
import {
  checkWanted,
  reconnectNeeded,
  rightsChecked,
  rightsRequested,
  rightsUnchecked,
  trySavedCredentials,
} from './saved-credentials';
import { changesSeatSettings, standing, withRevision } from './settings';
import type { Effect, Event, Next, Place, Refusal, State } from './state';
import { common, to } from './state';
import * as ticketMapping from './ticket-mapping';

export { access, notConnected, savedAccess, turnAccess } from './access';
export type { Effect, Event, State } from './state';

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;

/** `generation` is higher than any that the partner had before: organizations outlive a connection, and go by the newest. */
export const initial = (partnerId: PartnerId, generation = 1): State => ({
  status: 'disconnected',
  partnerId,
  partnerPath: [partnerId],
  generation,
  refusal: null,
  revocation: null,
});

/**
 * A partner connects HaloPSA, chooses a ticket mapping and a seat policy, and revokes. Organizations are told once when what seats
 * go by has changed; the gate is told by an effect that the state waits for.
 */
export function transition(state: State, event: Event): Next {
  const next = apply(state, event);
  if (!next.accepted || !changesSeatSettings(state, next.state)) return next;
  return to(next.state, ...next.effects, { type: 'tellSettings' });
}

function apply(state: State, event: Event): Next {
  switch (event.type) {
    case 'connectRequested':
      return connectRequested(placed(state, event), event);
    case 'partnerPlaced':
      return to(placed(state, event));
    case 'stillKnown':
      if (state.status !== 'disconnected') return reject('There is a connection.');
      return to({ ...state, refusal: null, revocation: null, knownUntil: event.until });
    case 'credentialsVerified':
      return credentialsVerified(state, event);
    case 'credentialsRefused':
      return credentialsUnproved(state, { problem: event.problem, at: event.at });
    case 'credentialsUnchecked':
      return credentialsUnproved(state, { problem: event.problem, at: event.at, isUnchecked: true });
    case 'reconnectNeeded':
      return reconnectNeeded(state, event);

    case 'rightsRequested':
      return rightsRequested(state);
    case 'rightsChecked':
      return rightsChecked(state, event);
    case 'rightsUnchecked':
      return rightsUnchecked(state, event);

    case 'ticketMappingSaved':
    case 'ticketMappingChecked':
    case 'ticketMappingRefused':
    case 'ticketMappingUnchecked':
    case 'ticketMappingRevoked':
    case 'ticketMappingRestored':
      return withTicketMapping(state, event);
    case 'seatPolicySaved':
      if (state.status !== 'connected') return reject(notConnected(state));
      return to(withRevision(state, { ...state, seatPolicy: event.policy }));

    case 'revokeRequested':
      return revokeRequested(state, event);
    case 'credentialsErased':
    case 'gateClosed':
    case 'organizationsReleased':
      return revokeGoesOn(state, event);

    case 'gateMissed':
      return gateMissed(state);
  }
}

/**
 * While new credentials are being verified, the old ones stay in use. The gate and the schedule are told again only when
 * something is new to them.
 */
export function awaited(state: State): readonly Effect[] {
  switch (state.status) {
    case 'verifying':
      return [{ type: 'verifyCredentials', candidate: state.candidate }, ...standing(state.previous)];
    case 'connected':
      return [...standing(state), ...ticketMapping.awaited(state.ticketMapping), ...checkWanted(state)];
    case 'needsReconnect':
      return [...standing(state), trySavedCredentials(state)];
    case 'disconnected':
    case 'revoking':
      return [];
  }
}

/**
 * A partner may move in the tree, and the newest of its tokens knows: an older one that is still in use takes nothing back. One that
 * says it was issued later than now is of a clock that runs ahead.
 */
function placed(state: State, { partnerPath, issuedAt, at }: Place & { readonly at: string }): State {
  const now = Date.parse(at) / 1000;
  const { pathIssuedAt = 0 } = state;
  const seen = { ...state, placedAt: at };
  if (issuedAt < pathIssuedAt && pathIssuedAt <= now) return seen;
  return { ...seen, partnerPath, pathIssuedAt: Math.min(issuedAt, now) };
}

/** What is typed while other credentials are being verified takes their place: it may correct them. */
function connectRequested(state: State, { candidate, by, at }: Of<'connectRequested'>): Next {
  if (state.status === 'revoking') return reject('The connection is being revoked. Connect again when that is done.');
  if (state.status === 'verifying' && isSame(state.candidate, candidate)) {
    return to(state, ...eraseUnused(candidate, state));
  }
  const previous = state.status === 'verifying' ? state.previous : state;
  if (previous.status !== 'disconnected' && previous.site.siteUrl !== candidate.siteUrl) {
    return reject(otherSite(previous.site.siteUrl));
  }
  const next: State = { ...common(state), status: 'verifying', candidate, by, since: at, previous };
  return state.status === 'verifying' ? to(next, ...eraseUnused(state.candidate, next)) : to(next);
}

function credentialsVerified(state: State, { site, rights, at }: Of<'credentialsVerified'>): Next {
  if (state.status !== 'verifying') return reject(NOT_VERIFYING);
  const { candidate, by, previous } = state;
  const earlier = previous.status === 'disconnected' ? null : previous;
  const next: State = {
    ...common(state),
    status: 'connected',
    site,
    candidate,
    by,
    since: earlier?.since ?? at,
    rights,
    ticketMapping: earlier?.ticketMapping ?? ticketMapping.initial,
    seatPolicy: earlier?.seatPolicy ?? defaultSeatPolicy,
    settingsRevision: earlier?.settingsRevision ?? 1,
    refusal: null,
  };
  const cleanUp: Effect = { type: 'eraseOtherCredentials', keep: candidate.credentials };
  // Each organization decides itself whether its kept mapping is of this site.
  const mayRestore = previous.status === 'disconnected' && previous.revocation !== null;
  if (mayRestore) return to(next, cleanUp, { type: 'restoreOrganizations', siteUrl: site.siteUrl });
  return earlier === null ? to(next, cleanUp) : to(next, cleanUp, { type: 'retryRefused' });
}

function credentialsUnproved(state: State, refusal: Refusal): Next {
  if (state.status !== 'verifying') return reject(NOT_VERIFYING);
  const { previous, candidate } = state;
  const next: State = { ...previous, ...common(state), refusal };
  return to(next, ...eraseUnused(candidate, next));
}

function withTicketMapping(state: State, event: ticketMapping.Event): Next {
  if (state.status !== 'connected') return reject(notConnected(state));
  const next = ticketMapping.transition(state.ticketMapping, event);
  return next.accepted ? to(withRevision(state, { ...state, ticketMapping: next.state })) : next;
}

/** Somebody ended the gate in Temporal: telling it what turns may use starts it anew. */
function gateMissed(state: State): Next {
  const link = state.status === 'verifying' ? state.previous : state;
  const effects = standing(link).filter(({ type }) => type === 'tellGate');
  return effects.length === 0 ? reject(notConnected(state)) : to(state, ...effects);
}

/** A repeated request may bring a reference that is in use already: that one is not erased. */
const eraseUnused = ({ credentials }: Candidate, next: State): Effect[] =>
  uses(next, credentials) ? [] : [{ type: 'eraseCredentials', credentials }];

const uses = (state: State, credentials: string): boolean =>
  ('candidate' in state && state.candidate.credentials === credentials) ||
  (state.status === 'verifying' && uses(state.previous, credentials));

/** The same was typed, perhaps by a second press of a button. */
const isSame = (a: Candidate, b: Candidate): boolean =>
  a.siteUrl === b.siteUrl && a.clientIdEnding === b.clientIdEnding && a.fingerprint === b.fingerprint;

const otherSite = (siteUrl: string): string =>
  `${siteUrl} is connected. Enter this Site URL to renew its credentials; revoke that connection before you connect another HaloPSA.`;

const NOT_VERIFYING = 'No credentials are being verified.';
