import { timingSafeEqual } from 'node:crypto';
import type { Query } from '../wire/query';
import type { Reply } from '../wire/reply';
import { empty, ok, Refused } from '../wire/reply';
import type { Application } from './application';
import { knownScopes } from './rights';
import type { Tokens } from './tokens';

/** What the token endpoint needs to know of the simulated HaloPSA. */
type TokenServer = {
  readonly application: Application;
  /** Belongs to another tenant on the same authorisation server. */
  readonly foreignApplication: Application;
  readonly tokens: Tokens;
  readonly options: { readonly tokenLifetimeSeconds: number };
};

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

/** The credentials that the client sent, in the form or as HTTP Basic (halopsa-api.md 1.3). */
function statedCredentials({ fields, authorization }: TokenRequest): { id: string; secret: string } {
  const basic = /^basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined)
    return { id: String(fields['client_id'] ?? ''), secret: String(fields['client_secret'] ?? '') };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  return { id, secret };
}

function applicationOf(server: TokenServer, request: TokenRequest): Application {
  const { id, secret } = statedCredentials(request);
  const application = [server.application, server.foreignApplication].find((candidate) => candidate.clientId === id);
  const tenant = request.query.text('tenant') ?? (String(request.fields['tenant'] ?? '') || server.application.tenant);
  if (tenant !== (application ?? server.application).tenant) throw new Refused(empty(500));
  if (!application || !sameText(application.clientSecret, secret)) {
    throw oauthError(401, 'invalid_client', 'The specified client credentials are invalid.');
  }
  return application;
}

function grantedScopes(application: Application, requestedScope: string): readonly string[] {
  const scopes = requestedScope.split(/\s+/).filter(Boolean);
  const has = (scope: string): boolean =>
    application.scopes.includes(scope) ||
    (application.scopes.includes('all:standard') && /^(read|edit):(?!reporting)/.test(scope));
  if (
    scopes.some((scope) => !knownScopes.has(scope)) ||
    (application.missingScope === 'refused' && !scopes.every(has))
  ) {
    throw oauthError(400, 'invalid_scope', "The specified 'scope' is invalid.");
  }
  // When `all:standard` is requested and the application has less, the token gets the application's scopes.
  return scopes.includes('all:standard') && !has('all:standard') ? application.scopes : scopes.filter(has);
}

/** `POST <auth>/token` (halopsa-api.md 1.3, 1.4). Without a scope it answers 200 with a token that is refused everywhere. */
export function tokenReply(server: TokenServer, request: TokenRequest): Reply {
  if (request.fields['grant_type'] !== 'client_credentials') {
    throw oauthError(400, 'unsupported_grant_type', "The specified 'grant_type' is not supported.");
  }
  const application = applicationOf(server, request);
  if (!application.active) throw oauthError(401, 'invalid_client', 'The specified client application is not active.');
  if (!application.agentActive) throw oauthError(400, 'invalid_grant', 'The agent of this application is not active.');

  const scopes = grantedScopes(application, String(request.fields['scope'] ?? ''));
  const seconds = server.options.tokenLifetimeSeconds;
  const own = application === server.application;
  return ok({
    scope: scopes.join(' '),
    token_type: 'Bearer',
    // A token of another tenant's application has no scopes here, so it is refused everywhere.
    access_token: server.tokens.issue(own ? scopes : [], seconds),
    expires_in: seconds,
    refresh_token: server.tokens.issue([], seconds),
    id_token: server.tokens.issue([], seconds),
  });
}
