import type { Candidate } from '../access';
import type { Actor, PartnerId, WhoseMove } from '../schema';
import { neutral } from '../trouble';
import type { PastRevocation, Refusal, State } from './state';
import * as ticketMapping from './ticket-mapping';
import type { ConnectionHealth, ConnectionView, TicketMappingView } from './view-schema';
import { healthSentence, sentence, ticketMappingSentence } from './words';

export function view(state: State): ConnectionView {
  const link = linkOf(state);
  const candidate = candidateOf(state);
  return {
    ...summary(state),
    siteUrl: candidate?.siteUrl ?? null,
    clientIdEnding: candidate?.clientIdEnding ?? null,
    haloVersion: link?.site.version ?? null,
    connectedBy: link?.by.name ?? null,
    connectedAt: link?.since ?? null,
    ticketMapping: ticketMappingView(link?.ticketMapping ?? ticketMapping.initial),
    rights: link?.rights ?? null,
    seatPolicy: link?.seatPolicy ?? null,
    revoked: revokedOf(state),
  };
}

/** What the partner sees of a revoke that the connection has not heard of yet. */
export const revokingUnheard = (partnerId: PartnerId, by: Actor, at: string): ConnectionView =>
  view({
    status: 'revoking',
    partnerId,
    partnerPath: [partnerId],
    generation: 0,
    by,
    at,
    siteUrl: null,
    earlier: null,
  });

/** The ticket mapping as its partner sees it; ids and names where there are any. */
export function ticketMappingView(state: ticketMapping.State): TicketMappingView {
  const shown = state.status === 'checking' ? state.previous : state;
  const kept = shown.status === 'revoked' ? null : shown;
  return {
    status: state.status,
    message: ticketMappingSentence(state),
    whoseMove: ticketMappingMove[state.status],
    ticketMapping:
      kept === null || kept.status === 'notSet'
        ? null
        : { ...kept.wanted, names: kept.status === 'set' ? kept.names : null },
    undoUntil: state.status === 'revoked' ? state.undoUntil : null,
    problem: 'problem' in state ? state.problem : null,
  };
}

const ticketMappingMove: Readonly<Record<ticketMapping.State['status'], WhoseMove>> = {
  notSet: 'you',
  checking: 'us',
  pendingCheck: 'halo',
  set: 'nobody',
  refused: 'you',
  revoked: 'you',
};

/** What those read who may not act: the same, but no address, and nobody's and nothing's name. */
export function health(state: State): ConnectionHealth {
  const own = summary(state);
  return { ...own, message: healthSentence(state), problem: own.problem === null ? null : neutral(own.problem) };
}

export function summary(state: State): ConnectionHealth {
  const { partnerId, status } = state;
  return {
    partnerId,
    status,
    message: sentence(state),
    whoseMove: whoseMove[status],
    since: since(state),
    problem: refusalOf(state)?.problem ?? null,
    refusedAt: refusalOf(state)?.at ?? null,
    keptUntil: revocationOf(state)?.keptUntil ?? null,
  };
}

const whoseMove: Readonly<Record<State['status'], WhoseMove>> = {
  disconnected: 'you',
  verifying: 'us',
  connected: 'nobody',
  needsReconnect: 'you',
  revoking: 'us',
};

function since(state: State): string | null {
  if (state.status === 'disconnected') return state.revocation?.at ?? state.refusal?.at ?? null;
  if (state.status === 'needsReconnect') return state.refusal.at;
  return state.status === 'revoking' ? state.at : state.since;
}

const refusalOf = (state: State): Refusal | null => ('refusal' in state ? state.refusal : null);

const revocationOf = (state: State): PastRevocation | null =>
  state.status === 'disconnected' ? state.revocation : null;

function linkOf(state: State) {
  const link = state.status === 'verifying' ? state.previous : state;
  return link.status === 'connected' || link.status === 'needsReconnect' ? link : null;
}

const candidateOf = (state: State): Candidate | null => ('candidate' in state ? state.candidate : null);

function revokedOf(state: State): ConnectionView['revoked'] {
  const revocation = revocationOf(state);
  if (revocation === null) return null;
  const { by, at, siteUrl, keptUntil } = revocation;
  return { by: by.name, at, siteUrl, keptUntil };
}
