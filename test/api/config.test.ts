import { resolve } from 'node:path';
import { readApiConfig } from '../../api/config';

it('has a default for every setting', () => {
  const dataDir = resolve('.data');
  expect(readApiConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: undefined,
    temporalUiUrl: null,
    oidc: null,
    portal: { folder: resolve('dist-portal'), frameAncestors: ["'none'"] },
    dataDir,
    allowedHosts: [],
    logLevel: 'info',
    seatDebounceSeconds: 60,
    limits: { requests: 2, checks: 8, lists: 2, waiting: 100 },
    vault: { url: resolve(dataDir, 'vault'), keys: undefined },
    auth: {
      keys: { file: resolve(dataDir, 'auth/jwks.json') },
      issuer: 'halopsa-integration',
      audience: 'halopsa-integration',
      tokenType: 'at+jwt',
    },
    temporal: {
      connectionOptions: expect.objectContaining({ address: '127.0.0.1:7233', tls: undefined }),
      namespace: 'default',
    },
  });
});

it.each([
  ['none', ["'none'"]],
  ["'none'", ["'none'"]],
  [
    'self https://portal.example https://*.partner.example',
    ["'self'", 'https://portal.example', 'https://*.partner.example'],
  ],
])('takes PORTAL_FRAME_ANCESTORS of %j, whether quotes were left on it or not', (setting, frameAncestors) => {
  expect(readApiConfig({ PORTAL_FRAME_ANCESTORS: setting }).portal.frameAncestors).toEqual(frameAncestors);
});

it.each(['none self', '*', 'http://portal.example', "https://a; script-src 'unsafe-inline'", "''none''"])(
  'refuses PORTAL_FRAME_ANCESTORS of %j',
  (setting) => {
    expect(() => readApiConfig({ PORTAL_FRAME_ANCESTORS: setting })).toThrow(/PORTAL_FRAME_ANCESTORS/);
  },
);

it('takes what is set', () => {
  const config = readApiConfig({
    PORT: '0',
    HOST: '0.0.0.0',
    DATA_DIR: '/data',
    LOG_LEVEL: 'warn',
    VAULT_URL: 'postgres://vault',
    VAULT_KEYS: 'k1:abc',
    HALO_ALLOWED_HOSTS: 'Halo.local:8080, [::1]:4010',
    AUTH_JWKS_URL: 'https://id.example/jwks',
    AUTH_ISSUER: 'portal',
    AUTH_AUDIENCE: 'halo',
    AUTH_TOKEN_TYPE: 'at+jwt',
    TEMPORAL_ADDRESS: 'temporal:7233',
    TEMPORAL_NAMESPACE: 'halo',
    TEMPORAL_API_KEY: 'key',
    TEMPORAL_UI_URL: 'https://temporal.example/ui/',
    PUBLIC_URL: 'https://portal.example',
    AUTH_OIDC_ISSUER: 'https://id.example/tenant',
    AUTH_OIDC_CLIENT_ID: 'portal',
    AUTH_OIDC_CLIENT_SECRET: 'secret',
    PARTNER_REQUESTS: '10',
    PARTNER_CHECKS: '11',
    PARTNER_LISTS: '12',
    PARTNER_WAITING: '0',
  });
  expect(config).toMatchObject({
    port: 0,
    host: '0.0.0.0',
    publicUrl: new URL('https://portal.example'),
    temporalUiUrl: 'https://temporal.example/ui/namespaces/halo/workflows',
    oidc: { issuer: new URL('https://id.example/tenant'), clientId: 'portal', clientSecret: 'secret' },
    dataDir: '/data',
    logLevel: 'warn',
    vault: { url: 'postgres://vault', keys: 'k1:abc' },
    limits: { requests: 10, checks: 11, lists: 12, waiting: 0 },
    allowedHosts: ['halo.local:8080', '[::1]:4010'],
    auth: {
      keys: { url: new URL('https://id.example/jwks') },
      issuer: 'portal',
      audience: 'halo',
      tokenType: 'at+jwt',
    },
    temporal: { connectionOptions: { address: 'temporal:7233', apiKey: 'key', tls: true }, namespace: 'halo' },
  });
});

it('takes an empty value as not set', () => {
  expect(readApiConfig({ PORT: '', AUTH_JWKS_URL: '', TEMPORAL_ADDRESS: '' })).toEqual(readApiConfig({}));
});

it.each([
  ['PORT', 'web', 'PORT must be a port number from 0 (any free one) to 65535.'],
  ['PORT', '65536', 'PORT must be a port number from 0 (any free one) to 65535.'],
  ['AUTH_JWKS_URL', 'ftp://id', 'AUTH_JWKS_URL must be an http or https address.'],
  ['AUTH_JWKS_URL', 'keys', 'AUTH_JWKS_URL must be an http or https address.'],
  ['TEMPORAL_UI_URL', 'javascript:alert(1)', 'TEMPORAL_UI_URL must be an http or https address.'],
  ['HALO_ALLOWED_HOSTS', 'https://halo', 'HALO_ALLOWED_HOSTS must be host:port,….'],
  ['SEAT_DEBOUNCE_SECONDS', '0', 'SEAT_DEBOUNCE_SECONDS must be above 0 and at most 86400 seconds.'],
  ['PARTNER_LISTS', '0', 'PARTNER_LISTS must be a whole number from 1 to 1000.'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.'],
])('refuses %s=%s', (name, value, sentence) => {
  expect(() => readApiConfig({ [name]: value })).toThrow(new Error(sentence));
});

it.each([
  'http://portal.example',
  'https://portal.example/halo',
  'ftp://127.0.0.1',
  'http://127.0.0.1.example',
  'portal',
])('takes no session to %s', (url) => {
  const rule = 'PUBLIC_URL must be an https address without a path (or http, at a name of this machine).';
  expect(() => readApiConfig({ PUBLIC_URL: url })).toThrow(new Error(rule));
});

it('takes an OpenID provider with all that it needs, or none', () => {
  const rule = 'is missing: set AUTH_OIDC_ISSUER, AUTH_OIDC_CLIENT_ID, AUTH_OIDC_CLIENT_SECRET, or none of them';
  expect(() => readApiConfig({ AUTH_OIDC_CLIENT_ID: 'portal' })).toThrow(
    new Error(`AUTH_OIDC_ISSUER ${rule}; AUTH_OIDC_CLIENT_SECRET ${rule}.`),
  );
  expect(() => readApiConfig({ AUTH_OIDC_ISSUER: 'http://id.example' })).toThrow(
    /^AUTH_OIDC_ISSUER must be an https address \(or http, at a name of this machine\);/,
  );
});

it('names every bad setting at once', () => {
  expect(() => readApiConfig({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/^PORT must .*; LOG_LEVEL must .*\.$/);
});

it('says so when a Temporal setting points nowhere', () => {
  const env = {
    TEMPORAL_TLS: 'true',
    TEMPORAL_TLS_CLIENT_CERT_PATH: '/none.pem',
    TEMPORAL_TLS_CLIENT_KEY_PATH: '/none',
  };
  expect(() => readApiConfig(env)).toThrow(/^A TEMPORAL_ setting is not usable: .*none/);
});
