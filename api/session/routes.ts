import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { Actor, PartnerId, Role, Time } from '../../domain/schema';
import type { Caller } from '../auth';
import { callerOf, Permission, permissionsOf } from '../auth';
import type { Dependencies } from '../operation';
import { nothing, ok, operation, publicOperation } from '../operation';
import { ApiError } from '../problem';
import { noSession } from './life';
import type { Links } from './link';
import { signOutUrlOf } from './oidc';
import { requireOwnPage } from './same-origin';
import type { SignIn } from './sign-in';
import { siteFor } from './sign-in';
import { isLocal, isLoopback } from './site';

const Session = z
  .object({
    actor: Actor,
    partnerId: PartnerId,
    partnerPath: z.array(PartnerId).describe('From the distributor down to the partner itself.'),
    role: Role,
    may: z.array(Permission).describe('What the role may do.'),
    expiresAt: Time,
    temporalUiUrl: z.string().nullable().describe('For operators: `/{Workflow Id}` behind it leads to a Workflow.'),
  })
  .meta({ id: 'Session' });

const SignInWays = z
  .object({
    oidc: z.boolean().describe('At the identity provider: open /v1/session/start.'),
    link: z.boolean().describe('By a one-time link, on the machine of the service.'),
  })
  .meta({ id: 'SignInWays' });

const SignedOut = z
  .object({ signOutUrl: z.string().nullable().describe('Where the provider signs out too: go there.') })
  .meta({ id: 'SignedOut' });

export const readSession = operation({
  summary: 'Who calls, and what they may.',
  permission: 'self',
  limit: 'immediate',
  input: nothing,
  answers: { 200: Session },
  handle: async ({ caller, deps }) => ok(sessionOf(caller, deps)),
});

export const readSignIn = publicOperation({
  summary: 'The ways to sign in.',
  input: nothing,
  answers: { 200: SignInWays },
  handle: async ({ request, deps }) =>
    ok({ oidc: deps.signIn.oidc !== null, link: linksFor(request, deps.signIn) !== null }),
});

export const signIn = publicOperation({
  summary: 'Changes the code of a one-time link for a session, in a cookie. For the portal alone: send X-Portal.',
  input: { params: z.object({}), body: z.strictObject({ code: z.string().min(1).max(8_192) }) },
  answers: { 200: Session },
  handle: async ({ body: { code }, request, deps }) => {
    const site = siteFor(request, deps.signIn);
    requireOwnPage(request, site);
    const links = linksFor(request, deps.signIn);
    if (links === null) throw new ApiError(403, 'linkForbidden', 'Links open on the machine of the service alone.');
    const { session, cookie } = await deps.signIn.sessions.begin(site, await links.redeem(code));
    return { ...ok(sessionOf(callerOf(session), deps)), cookies: [cookie] };
  },
});

export const signOut = publicOperation({
  summary: 'Ends the session of the cookie, if there is one. For the portal alone: send X-Portal.',
  input: nothing,
  answers: { 200: SignedOut },
  handle: async ({ request, deps }) => {
    const { sessions } = deps.signIn;
    const site = siteFor(request, deps.signIn);
    requireOwnPage(request, site);
    const session = await sessions.find(request, site);
    if (session !== null) sessions.end(session);
    const signOutUrl = session?.oidc ? await signOutUrlOf(session, site, deps) : null;
    return { ...ok({ signOutUrl }), cookies: [noSession(site)] };
  },
});

const linksFor = (request: IncomingMessage, { links, publicUrl }: SignIn): Links | null =>
  isLocal(request) && (publicUrl === undefined || isLoopback(publicUrl)) ? links : null;

const sessionOf = (caller: Caller, { signIn }: Dependencies): z.infer<typeof Session> => ({
  actor: caller.actor,
  partnerId: caller.partnerId,
  partnerPath: [...caller.partnerPath],
  role: caller.role,
  may: [...permissionsOf(caller)],
  expiresAt: new Date(caller.expiresAt * 1000).toISOString(),
  temporalUiUrl: caller.operator ? signIn.temporalUiUrl : null,
});
