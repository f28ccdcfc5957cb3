import type { Candidate, RightsReport } from '../access';
import type { PartnerId, Problem } from '../schema';
import type { SeatPolicy } from '../seats/policy-schema';
import type { Refusal, State } from './state';
import * as ticketMapping from './ticket-mapping';

/** Who has to act next, so that nobody waits for somebody who does not know. */
export type WhoseMove = 'you' | 'halo' | 'us' | 'nobody';

/** The health of a connection: what support, and the partners above, may see. */
export interface ConnectionHealth {
  readonly partnerId: PartnerId;
  readonly status: State['status'];
  readonly message: string;
  readonly whoseMove: WhoseMove;
  readonly since: string | null;
  readonly problem: Problem | null;
}

/** A connection as its partner sees it; without secrets and without references to them. */
export interface ConnectionView extends ConnectionHealth {
  readonly siteUrl: string | null;
  readonly clientIdEnding: string | null;
  readonly haloVersion: string | null;
  readonly connectedBy: string | null;
  readonly ticketMapping: ticketMapping.View;
  readonly rights: RightsReport | null;
  readonly seatPolicy: SeatPolicy | null;
  readonly revoked: {
    readonly by: string;
    readonly at: string;
    readonly siteUrl: string | null;
    readonly keptUntil: string;
  } | null;
}

export function view(state: State): ConnectionView {
  const link = linkOf(state);
  const candidate = candidateOf(state);
  return {
    ...health(state),
    siteUrl: candidate?.siteUrl ?? null,
    clientIdEnding: candidate?.clientIdEnding ?? null,
    haloVersion: link?.site.version ?? null,
    connectedBy: link?.by.name ?? null,
    ticketMapping: ticketMapping.view(link?.ticketMapping ?? ticketMapping.initial),
    rights: link?.rights ?? null,
    seatPolicy: link?.seatPolicy ?? null,
    revoked: revokedOf(state),
  };
}

export function health(state: State): ConnectionHealth {
  const { partnerId, status } = state;
  return {
    partnerId,
    status,
    message: sentence(state),
    whoseMove: whoseMove[status],
    since: since(state),
    problem: problemOf(state),
  };
}

const whoseMove: Readonly<Record<State['status'], WhoseMove>> = {
  disconnected: 'you',
  verifying: 'us',
  connected: 'nobody',
  needsReconnect: 'you',
  revoking: 'us',
};

function sentence(state: State): string {
  switch (state.status) {
    case 'disconnected':
      return disconnected(state);
    case 'verifying':
      return `Checking the credentials for ${state.candidate.siteUrl} with HaloPSA.`;
    case 'connected':
      return state.refusal === null ? `Connected to ${state.site.siteUrl}.` : stillConnected(state, state.refusal);
    case 'needsReconnect':
      return `HaloPSA no longer accepts the saved credentials. Nothing is sent until you reconnect; what waits is sent then. ${state.refusal.problem.detail}`;
    case 'revoking':
      return `${state.by.name} revoked the connection. It ends as soon as the call in flight has ended.`;
  }
}

const stillConnected = ({ site }: Extract<State, { status: 'connected' }>, { problem, at }: Refusal): string =>
  `Connected to ${site.siteUrl} with the saved credentials. The new ones of ${at} were refused: ${problem.detail}`;

function disconnected({ refusal, revocation }: Extract<State, { status: 'disconnected' }>): string {
  if (refusal !== null) return `Not connected. The last attempt was refused: ${refusal.problem.detail}`;
  if (revocation === null) return 'Not connected.';
  return `Not connected. ${revocation.by.name} revoked the connection; mappings are kept until ${revocation.keptUntil} and come back when you connect the same HaloPSA.`;
}

function since(state: State): string | null {
  if (state.status === 'disconnected') return state.revocation?.at ?? state.refusal?.at ?? null;
  if (state.status === 'needsReconnect') return state.refusal.at;
  return state.status === 'revoking' ? state.at : state.since;
}

const problemOf = (state: State): Problem | null => ('refusal' in state ? (state.refusal?.problem ?? null) : null);

function linkOf(state: State) {
  const link = state.status === 'verifying' ? state.previous : state;
  return link.status === 'connected' || link.status === 'needsReconnect' ? link : null;
}

const candidateOf = (state: State): Candidate | null => ('candidate' in state ? state.candidate : null);

function revokedOf(state: State): ConnectionView['revoked'] {
  if (state.status !== 'disconnected' || state.revocation === null) return null;
  const { by, at, siteUrl, keptUntil } = state.revocation;
  return { by: by.name, at, siteUrl, keptUntil };
}
