import { randomBytes } from 'node:crypto';
import type { Clock } from '../store/clock';

/** Live access tokens: known by value, gone when their time is up. */
export type Tokens = {
  /** Returns the new token, alive for `lifetimeSeconds`. */
  issue(scopes: readonly string[], lifetimeSeconds: number): string;
  /** The scopes fixed at issue; undefined when the token is unknown or its time is up. */
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
