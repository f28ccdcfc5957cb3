import { randomBytes } from 'node:crypto';
import type { Clock } from '../store/clock';

/** The access tokens that have not expired. */
export type Tokens = {
  /** Returns a new token that is valid for `lifetimeSeconds`. */
  issue(scopes: readonly string[], lifetimeSeconds: number): string;
  /** The scopes that the token was issued with; undefined when it is unknown or has expired. */
  scopesOf(token: string): ReadonlySet<string> | undefined;
  endAll(): void;
};

export function createTokens(clock: Clock): Tokens {
  const live = new Map<string, { scopes: ReadonlySet<string>; endsAt: number }>();
  const forgetEnded = (): void => {
    for (const [token, { endsAt }] of live) if (endsAt <= clock.now()) live.delete(token);
  };

  return {
    issue: (scopes, lifetimeSeconds) => {
      forgetEnded();
      const token = randomBytes(32).toString('base64url');
      live.set(token, { scopes: new Set(scopes), endsAt: clock.now() + lifetimeSeconds * 1000 });
      return token;
    },
    scopesOf: (token) => {
      const found = live.get(token);
      return found && found.endsAt > clock.now() ? found.scopes : undefined;
    },
    endAll: () => live.clear(),
  };
}
