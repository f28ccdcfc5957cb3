import { reject } from '../transition';
import { notConnected } from './access';
import type { Effect, Event, Next, State } from './state';
import { to } from './state';
import * as ticketMapping from './ticket-mapping';

/*
 * What becomes of credentials that were proved once: they are checked again, refused, and tried again.
 */

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;

/**
 * HaloPSA no longer accepts the credentials in use. If new ones are being verified, their refusal must not bring these back: the
 * state before becomes `needsReconnect`.
 */
export function reconnectNeeded(state: State, { credentials, problem, at }: Of<'reconnectNeeded'>): Next {
  const link = state.status === 'verifying' ? state.previous : state;
  if (link.status !== 'connected') return reject(notConnected(state));
  if (link.candidate.credentials !== credentials) return reject(RENEWED);
  const { isCheckWanted: _, ...left } = link;
  const unchecked = ticketMapping.transition(link.ticketMapping, { type: 'ticketMappingUnchecked', problem });
  const next: State = {
    ...left,
    status: 'needsReconnect',
    refusal: { problem, at },
    ticketMapping: unchecked.accepted ? unchecked.state : link.ticketMapping,
  };
  return to(state.status === 'verifying' ? { ...state, previous: next } : next);
}

export function rightsRequested(state: State): Next {
  if (state.status !== 'connected' && state.status !== 'needsReconnect') return reject(notConnected(state));
  return to({ ...state, isCheckWanted: true });
}

/** HaloPSA has just accepted the saved credentials, so an earlier refusal of these or of others is no news any more. */
export function rightsChecked(state: State, { credentials, rights }: Of<'rightsChecked'>): Next {
  if (state.status !== 'connected' && state.status !== 'needsReconnect') return reject(notConnected(state));
  if (state.candidate.credentials !== credentials) return reject(RENEWED);
  const { isCheckWanted: _, ...checked } = state;
  if (checked.status === 'connected') return to({ ...checked, rights, refusal: null });
  const { triedAt: __, ...link } = checked;
  return to({ ...link, status: 'connected', rights, refusal: null }, { type: 'retryRefused' });
}

/** Who waits for the check reads the problem. */
export function rightsUnchecked(state: State, { at }: Of<'rightsUnchecked'>): Next {
  if (state.status !== 'connected' && state.status !== 'needsReconnect') return reject(notConnected(state));
  const { isCheckWanted: _, ...left } = state;
  return to(left.status === 'connected' ? left : { ...left, triedAt: at });
}

export const checkWanted = ({ isCheckWanted }: Extract<State, { status: 'connected' }>): readonly Effect[] =>
  isCheckWanted ? [{ type: 'checkRights' }] : [];

/** HaloPSA may take a refusal back: an application is switched on again, a server has come up. Nobody has to type a secret then. */
export function trySavedCredentials(state: Extract<State, { status: 'needsReconnect' }>): Effect {
  const { refusal, triedAt = refusal.at, isCheckWanted } = state;
  return { type: 'trySavedCredentials', refusedAt: refusal.at, triedAt, ...(isCheckWanted && { isWanted: true }) };
}

const RENEWED = 'The credentials were renewed since.';
