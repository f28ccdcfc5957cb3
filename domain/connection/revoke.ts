import { reject } from '../transition';
import type { Event, Next, Revoking, State } from './state';
import { common, to } from './state';

/*
 * How a partner's connection ends.
 */

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;

/** A higher generation makes everything stale that was begun for this connection. The secret is erased first of all. */
export function revokeRequested(state: State, { by, at }: Of<'revokeRequested'>): Next {
  if (state.status === 'disconnected' || state.status === 'revoking') return to(state);
  const link = state.status === 'verifying' ? state.previous : state;
  const revoking: State = {
    ...common(state),
    status: 'revoking',
    generation: state.generation + 1,
    by,
    at,
    siteUrl: link.status === 'disconnected' ? null : link.site.siteUrl,
    earlier: link.status === 'disconnected' ? link.revocation : null,
  };
  return to(revoking, { type: 'eraseOtherCredentials', keep: null });
}

/** The secret is erased, then the gate is closed, then the organizations are released: each event starts the next step. */
export function revokeGoesOn(
  state: State,
  event: Of<'credentialsErased' | 'gateClosed' | 'organizationsReleased'>,
): Next {
  if (state.status !== 'revoking') return reject('Nothing is being revoked.');
  const { by, at, siteUrl } = state;
  switch (event.type) {
    case 'credentialsErased':
      return to(state, { type: 'closeGate', by });
    case 'gateClosed':
      return to(state, { type: 'releaseOrganizations', by, at, siteUrl });
    case 'organizationsReleased':
      return to(disconnectedBy(state, event.keptUntil));
  }
}

/** When the revoke ends a first connect that never succeeded, what an earlier revoke keeps stays as it was. */
function disconnectedBy(state: Revoking, keptUntil: string): State {
  const { by, at, siteUrl, earlier } = state;
  const revocation = siteUrl === null && earlier !== null ? earlier : { by, at, siteUrl, keptUntil };
  return { ...common(state), status: 'disconnected', refusal: null, revocation };
}
