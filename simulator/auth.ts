import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Query } from './query';
import type { Reply } from './reply';
import { empty, ok, Refused } from './reply';
import type { Caller } from './rights';
import { knownScopes } from './rights';
import type { World } from './world';

/** An API application as the admin has set it up, and whether the agent that it logs in as is active. */
export type Application = z.infer<typeof Application>;
export const Application = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  tenant: z.string(),
  active: z.boolean(),
  agentActive: z.boolean(),
  scopes: z.array(z.string()),
  /** What asking for more than the application has comes to: `invalid_scope`, or a token with less. HaloPSA's way is not recorded. */
  missingScope: z.enum(['refused', 'leftOut']),
});

/** A token request as it arrives: form fields, the Authorization header, the query string. */
export type TokenRequest = {
  fields: Readonly<Record<string, unknown>>;
  authorization: string | undefined;
  query: Query;
};

const oauthError = (status: number, error: string, description: string): Refused =>
  new Refused({ status, body: { json: { error, error_description: description } } });

const sameText = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

/** The client's own statement of who it is: in the form, or as HTTP Basic (halopsa-api.md 1.3). */
function statedCredentials({ fields, authorization }: TokenRequest): { id: string; secret: string } {
  const basic = /^basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined)
    return { id: String(fields['client_id'] ?? ''), secret: String(fields['client_secret'] ?? '') };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  return { id, secret };
}

function applicationOf(world: World, request: TokenRequest): Application {
  const { id, secret } = statedCredentials(request);
  const application = [world.application, world.foreignApplication].find((candidate) => candidate.clientId === id);
  const asked = request.query.text('tenant') ?? (String(request.fields['tenant'] ?? '') || world.application.tenant);
  if (asked !== (application ?? world.application).tenant) throw new Refused(empty(500));
  if (!application || !sameText(application.clientSecret, secret)) {
    throw oauthError(401, 'invalid_client', 'The specified client credentials are invalid.');
  }
  return application;
}

function grantedScopes(application: Application, asked: string): readonly string[] {
  const scopes = asked.split(/\s+/).filter(Boolean);
  const has = (scope: string): boolean =>
    application.scopes.includes(scope) ||
    (application.scopes.includes('all:standard') && /^(read|edit):(?!reporting)/.test(scope));
  if (
    scopes.some((scope) => !knownScopes.has(scope)) ||
    (application.missingScope === 'refused' && !scopes.every(has))
  ) {
    throw oauthError(400, 'invalid_scope', "The specified 'scope' is invalid.");
  }
  // An application that has less than `all:standard` gives, of it, what it has.
  return scopes.includes('all:standard') && !has('all:standard') ? application.scopes : scopes.filter(has);
}

/** `POST <auth>/token` (halopsa-api.md 1.3, 1.4). Without a scope it answers 200 with a token that is refused everywhere. */
export function tokenReply(world: World, request: TokenRequest): Reply {
  if (request.fields['grant_type'] !== 'client_credentials') {
    throw oauthError(400, 'unsupported_grant_type', "The specified 'grant_type' is not supported.");
  }
  const application = applicationOf(world, request);
  if (!application.active) throw oauthError(401, 'invalid_client', 'The specified client application is not active.');
  if (!application.agentActive) throw oauthError(400, 'invalid_grant', 'The agent of this application is not active.');

  const scopes = grantedScopes(application, String(request.fields['scope'] ?? ''));
  const seconds = world.options.tokenLifetimeSeconds;
  const own = application === world.application;
  return ok({
    scope: scopes.join(' '),
    token_type: 'Bearer',
    // A token of another tenant's application opens nothing here.
    access_token: world.tokens.issue(own ? scopes : [], seconds),
    expires_in: seconds,
    refresh_token: world.tokens.issue([], seconds),
    id_token: world.tokens.issue([], seconds),
  });
}

/** Who calls, by the bearer token; 401 with an empty body when it is absent, ended, without scopes, or no longer allowed. */
export function callerOf(world: World, authorization: string | undefined): Caller {
  const scopes = world.tokens.scopesOf(/^bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
  const { active, agentActive } = world.application;
  if (!scopes?.size || !active || !agentActive) throw new Refused(empty(401));
  return { scopes, rights: world.rights };
}
