import { empty, Refused } from '../wire/reply';
import type { Application } from './application';
import type { Caller, Rights } from './rights';
import type { Tokens } from './tokens';

type Login = { readonly application: Application; readonly tokens: Tokens; readonly rights: Rights };

/** Finds the caller by the bearer token. Answers 401 with an empty body when the token is absent, has expired or has no scopes, or when application or agent is inactive. */
export function callerOf(login: Login, authorization: string | undefined): Caller {
  const scopes = login.tokens.scopesOf(/^bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
  const { active, agentActive } = login.application;
  if (!scopes?.size || !active || !agentActive) throw new Refused(empty(401));
  return { scopes, rights: login.rights };
}
