import { z } from 'zod';
import type { Dependencies } from '../operation';
import { publicOperation } from '../operation';
import { ApiError } from '../problem';
import type { Cookie } from './cookie';
import { cookieName, cookieOf, cookiesOf } from './cookie';
import type { Session } from './life';
import { Checks, ProviderError } from './provider';
import { returnUrl } from './return-path';
import type { Oidc, SignIn } from './sign-in';
import { SIGN_IN, siteFor } from './sign-in';
import type { Site } from './site';

/** Where the provider sends people back to: to be registered there. */
export const CALLBACK = '/v1/session/callback';
/** Our page for who is not signed in, and why; the provider sends people there who signed out. */
const SIGNED_OUT = '/signed-out';

const MINUTES = 10;

/** A sign-in that is under way, as its browser keeps it: nobody else can finish it. */
const UnderWay = Checks.extend({ returnTo: z.string() });

/** What fits into a cookie; a browser's own addresses are ASCII. */
const fits = /^[!-~]{1,1024}$/;

export const startSignIn = publicOperation({
  summary: 'Leads to the identity provider, and after signing in to `return`. For a browser to open.',
  input: {
    params: z.object({}),
    query: z.object({ return: z.string().default('/').describe('A path of the portal.') }),
  },
  answers: { 302: z.null() },
  handle: async ({ query, request, deps }) => {
    const site = siteFor(request, deps.signIn);
    const { provider, sealer } = oidcOf(deps.signIn);
    try {
      const { url, checks } = await provider.start(`${site.origin}${CALLBACK}`);
      const returnTo = fits.test(query.return) ? query.return : '/';
      const expiresAt = new Date(Date.now() + MINUTES * 60_000);
      const sealed = await sealer.seal({ ...checks, returnTo }, expiresAt);
      return redirect(302, url, underWayCookie(site, sealed, MINUTES * 60_000));
    } catch (error) {
      return redirect(302, problemUrl(error, site, deps));
    }
  },
});

export const finishSignIn = publicOperation({
  summary: 'Where the identity provider leads back to.',
  input: { params: z.object({}), query: z.object({ code: z.string().optional(), state: z.string().optional() }) },
  answers: { 303: z.null() },
  handle: async ({ request, deps, left }) => {
    const site = siteFor(request, deps.signIn);
    const { provider, sealer } = oidcOf(deps.signIn);
    const over = underWayCookie(site, '', 0);
    const [sealed = '', ...others] = cookiesOf(request, cookieName(site, SIGN_IN));
    const { data: underWay } = UnderWay.safeParse(others.length === 0 ? await sealer.open(sealed) : null);
    if (underWay === undefined) return redirect(303, signedOutUrl(site, 'expired'), over);
    try {
      const { who, idToken } = await provider.finish(new URL(request.url ?? '', site.origin), underWay, left);
      const { cookie } = await deps.signIn.sessions.begin(site, { ...who, oidc: true, id_token: idToken });
      return redirect(303, returnUrl(underWay.returnTo, site), over, cookie);
    } catch (error) {
      return redirect(303, problemUrl(error, site, deps), over);
    }
  },
});

const redirect = <Status extends 302 | 303>(status: Status, location: string, ...cookies: readonly Cookie[]) =>
  ({ status, body: null, headers: { Location: location }, cookies }) as const;

/** Where somebody signs out of the provider too; a provider that is down signs nobody out. */
export async function signOutUrlOf(
  session: Session,
  site: Site,
  { signIn, logger }: Dependencies,
): Promise<string | null> {
  if (signIn.oidc === null) return null;
  const returnTo = `${site.origin}${SIGNED_OUT}`;
  return signIn.oidc.provider.signOutUrl({ idToken: session.id_token, returnTo }).catch((err: unknown) => {
    logger.warn({ err }, 'nobody can be signed out at the identity provider');
    return null;
  });
}

const underWayCookie = (site: Site, value: string, maxAge: number): Cookie =>
  // Lax, because the way back begins at the provider, which is another site.
  cookieOf(site, { name: SIGN_IN, value, maxAge, sameSite: 'lax' });

function oidcOf({ oidc }: SignIn): Oidc {
  if (oidc !== null) return oidc;
  throw new ApiError(404, 'notFound', 'No identity provider is set: AUTH_OIDC_ISSUER.');
}

/** Of what the provider says of its failure, only our own code gets onto our page. */
function problemUrl(error: unknown, site: Site, { logger }: Dependencies): string {
  if (!(error instanceof ProviderError)) throw error;
  logger.warn({ err: error }, `signing in failed: ${error.code}`);
  return signedOutUrl(site, error.code);
}

const signedOutUrl = (site: Site, problem: ProviderError['code'] | 'expired'): string =>
  `${site.origin}${SIGNED_OUT}?problem=${problem}`;
