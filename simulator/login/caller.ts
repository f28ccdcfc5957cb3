import { empty, Refused } from '../wire/reply';
import type { Application } from './application';
import type { Caller, Rights } from './rights';
import type { Tokens } from './tokens';

type Login = { readonly application: Application; readonly tokens: Tokens; readonly rights: Rights };

/** Who calls, by the bearer token; 401 with an empty body when it is absent, ended, without scopes, or no longer allowed. */
export function callerOf(login: Login, authorization: string | undefined): Caller {
  const scopes = login.tokens.scopesOf(/^bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
  const { active, agentActive } = login.application;
  if (!scopes?.size || !active || !agentActive) throw new Refused(empty(401));
  return { scopes, rights: login.rights };
}
