import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { CommonConfig } from '../process/settings';
import { commonConfig, commonSettings, parseSettings, seconds, wholeNumber } from '../process/settings';
import { ACCESS_TOKEN } from './auth';
import type { Limits } from './limits/partner';
import { defaultLimits } from './limits/partner';
import type { PortalOptions } from './portal';
import type { ProviderOptions } from './session/provider';
import { isLoopback } from './session/site';

const ourName = 'halopsa-integration';

const publicUrlRule = 'must be an https address without a path (or http, at a name of this machine)';
const isPublic = (url: URL) => url.href === `${url.origin}/` && (url.protocol === 'https:' || isLoopback(url));

const issuerRule = 'must be an https address (or http, at a name of this machine)';
const oidcSettings = ['AUTH_OIDC_ISSUER', 'AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET'] as const;

/** As Content-Security-Policy writes them. */
const isFrameAncestor = (word: string): boolean => /^('self'|https:\/\/[\w.*:-]+)$/.test(word);

const Settings = z.object({
  /** Where the api listens. */
  PORT: wholeNumber(0, 65_535, 'must be a port number from 0 (any free one) to 65535').default(3000),
  /** On which address: this machine alone, or 0.0.0.0 inside a container. */
  HOST: z.string().default('127.0.0.1'),
  /** The address at which people open the portal; where it is not set, http at any name of this machine. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: publicUrlRule })
    .transform((url) => new URL(url))
    .refine(isPublic, publicUrlRule)
    .optional(),
  /** The Web UI of the Temporal, to which operators are led. */
  TEMPORAL_UI_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  /** The keys that tokens are checked with. */
  AUTH_JWKS_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  AUTH_ISSUER: z.string().default(ourName),
  AUTH_AUDIENCE: z.string().default(ourName),
  /** The type that tokens must have: `at+jwt` where the issuer follows RFC 9068. Our own key always signs such. */
  AUTH_TOKEN_TYPE: z.string().optional(),
  /** The OpenID provider at which people sign in, and us as it knows us: all three, or none. */
  AUTH_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: issuerRule })
    .transform((url) => new URL(url))
    .refine((url) => url.protocol === 'https:' || isLoopback(url), issuerRule)
    .optional(),
  AUTH_OIDC_CLIENT_ID: z.string().optional(),
  AUTH_OIDC_CLIENT_SECRET: z.string().optional(),
  /** For how long seat changes of one organization are collected before they are sent. */
  SEAT_DEBOUNCE_SECONDS: seconds.default(60),
  /** How many requests, checks and lists of one partner this process works on at once, and how many more wait, of each. */
  PARTNER_REQUESTS: wholeNumber(1, 1_000).default(defaultLimits.requests),
  PARTNER_CHECKS: wholeNumber(1, 1_000).default(defaultLimits.checks),
  PARTNER_LISTS: wholeNumber(1, 1_000).default(defaultLimits.lists),
  PARTNER_WAITING: wholeNumber(0, 10_000).default(defaultLimits.waiting),
  /** What `npm run build` made of the portal. */
  PORTAL_FOLDER: z.string().default('dist-portal'),
  /** Which sites may show the portal in a frame, as Content-Security-Policy writes them. */
  PORTAL_FRAME_ANCESTORS: z
    .string()
    // A `.env` file takes quotes off its values, so that these words come without.
    .transform((text) => text.split(' ').map((word) => word.replace(/^(none|self)$/, "'$1'")))
    .refine(
      (words) => words.join() === "'none'" || words.every(isFrameAncestor),
      'must be none, self or https addresses',
    )
    .default(["'none'"]),
  ...commonSettings,
});

const CheckedSettings = Settings.superRefine((settings, context) => {
  const missing = oidcSettings.filter((name) => settings[name] === undefined);
  if (missing.length === oidcSettings.length) return;
  const message = `is missing: set ${oidcSettings.join(', ')}, or none of them`;
  for (const name of missing) context.addIssue({ code: 'custom', path: [name], message });
});

export interface ApiConfig extends CommonConfig {
  /** 0 is any free one. */
  readonly port: number;
  readonly host: string;
  readonly seatDebounceSeconds: number;
  readonly limits: Limits;
  readonly portal: PortalOptions;
  readonly publicUrl: URL | undefined;
  /** Of a list of Workflows; `/{Workflow Id}` leads to one. */
  readonly temporalUiUrl: string | null;
  readonly oidc: ProviderOptions | null;
  readonly auth: {
    readonly keys: { readonly url: URL } | { readonly file: string };
    readonly issuer: string;
    readonly audience: string;
    readonly tokenType?: string | undefined;
  };
}

/** @throws Error of one sentence that names every setting with a bad value, and shows none */
export function readApiConfig(env: NodeJS.ProcessEnv): ApiConfig {
  const settings = parseSettings(CheckedSettings, env);
  const common = commonConfig(settings, env);
  const { PORT: port, HOST: host, AUTH_JWKS_URL: url, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = settings;
  const tokenType = url ? settings.AUTH_TOKEN_TYPE : ACCESS_TOKEN;
  const keys = url ? { url: new URL(url) } : { file: join(common.dataDir, 'auth', 'jwks.json') };
  const { SEAT_DEBOUNCE_SECONDS: seatDebounceSeconds } = settings;
  const limits = {
    requests: settings.PARTNER_REQUESTS,
    checks: settings.PARTNER_CHECKS,
    lists: settings.PARTNER_LISTS,
    waiting: settings.PARTNER_WAITING,
  };
  const { PUBLIC_URL: publicUrl, TEMPORAL_UI_URL: ui } = settings;
  const namespace = encodeURIComponent(common.temporal.namespace ?? 'default');
  const temporalUiUrl = ui === undefined ? null : `${ui.replace(/\/+$/, '')}/namespaces/${namespace}/workflows`;
  const portal = {
    folder: resolve(settings.PORTAL_FOLDER),
    frameAncestors: settings.PORTAL_FRAME_ANCESTORS,
  };
  const auth = { keys, issuer, audience, tokenType };
  const oidc = oidcOf(settings);
  return { ...common, port, host, publicUrl, temporalUiUrl, oidc, seatDebounceSeconds, limits, portal, auth };
}

function oidcOf(settings: z.output<typeof Settings>): ProviderOptions | null {
  const { AUTH_OIDC_ISSUER: issuer, AUTH_OIDC_CLIENT_ID: clientId, AUTH_OIDC_CLIENT_SECRET: clientSecret } = settings;
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null;
}
