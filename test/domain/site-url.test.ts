import fc from 'fast-check';
import { parseSiteUrl } from '../../domain/site-url';

const longHost = `${'a'.repeat(64)}.internal`;
const allowed = ['localhost:4010', 'halo.internal:443', `${longHost}:4010`];
const parse = (typed: string) => parseSiteUrl(typed, allowed);

const one = { siteUrl: 'https://x.halopsa.com' };
const notAnAddress = 'This is not a web address. Copy it from API Details in HaloPSA.';
const needsHttps = 'Use an address that starts with https://.';
const tooLong =
  'No server can have a name this long: at most 253 characters, and 63 between two dots. Copy it from API Details in HaloPSA.';
const noPort = 'Leave out the port; HaloPSA is reached at 443.';
const noUser = 'Leave out the user name and password.';
const noQuery = 'Leave out everything from "?" or "#" on.';

describe('acceptance 19: every spelling of one address is one value', () => {
  test.each([
    'https://x.halopsa.com',
    'https://x.halopsa.com/',
    'https://x.halopsa.com/api',
    'https://x.halopsa.com/API',
    'https://x.halopsa.com/auth',
    'https://x.halopsa.com/Auth/',
    'https://x.halopsa.com/api/',
    'x.halopsa.com',
    'x.halopsa.com/api',
    '  x.halopsa.com ',
    '\thttps://x.halopsa.com/API\r\n',
    'HTTPS://X.HALOPSA.COM/API',
    'https://x.halopsa.com:443',
    'https://x.halopsa.com:443/api',
    'https://x.halopsa.com//',
    'X.HaloPSA.com',
    'https://x.halopsa.com//api',
    'https://x.halopsa.com/api//',
    'https://x.halopsa.com/auth/api',
    'https://x.halopsa.com/a/../api',
    'https://x.halopsa.com/?',
    'https://x.halopsa.com/#',
    'ｘ.halopsa.com',
  ])('%j', (typed) => {
    expect(parse(typed)).toEqual(one);
  });
});

it('the longest names that DNS has are names', () => {
  const label = 'a'.repeat(63);
  const longest = `${label}.${label}.${label}.${'a'.repeat(57)}.com`;
  expect(longest).toHaveLength(253);
  expect(parse(longest)).toEqual({ siteUrl: `https://${longest}` });
  expect(parse(`${longest}.`)).toEqual({ siteUrl: `https://${longest}.` });
});

describe('an address that is not only a host', () => {
  test.each([
    ['https://psa.example.com/halo', 'https://psa.example.com/halo'],
    ['https://psa.example.com/halo/api/', 'https://psa.example.com/halo'],
    ['https://psa.example.com/apis', 'https://psa.example.com/apis'],
    ['https://psa.example.com/myapi', 'https://psa.example.com/myapi'],
    ['https://psa.example.com/api/v2', 'https://psa.example.com/api/v2'],
    ['api.example', 'https://api.example'],
    ['https://203.0.113.7', 'https://203.0.113.7'],
    ['https://[2001:db8::7]', 'https://[2001:db8::7]'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
  ])('%s becomes %s', (typed, siteUrl) => {
    expect(parse(typed)).toEqual({ siteUrl });
  });
});

describe('what is no address of HaloPSA', () => {
  test.each([
    ['', notAnAddress],
    ['   ', notAnAddress],
    ['https://', notAnAddress],
    ['my halo', notAnAddress],
    ['javascript:alert(1)', notAnAddress],
    ['data:text/html,<script>', notAnAddress],
    ['x.halopsa.com:99999', notAnAddress],
    ['https://x\u0000.halopsa.com', notAnAddress],
    ['https://[::1', notAnAddress],
    ['http://x.halopsa.com', needsHttps],
    ['ftp://x.halopsa.com', needsHttps],
    ['file:///etc/passwd', notAnAddress],
    ['file://x.halopsa.com/etc/passwd', needsHttps],
    ['https//x.halopsa.com', notAnAddress],
    ['https:x', notAnAddress],
    ['https://api', notAnAddress],
    ['acme', notAnAddress],
    ['x.', notAnAddress],
    ['ftp://localhost', notAnAddress],
    [`${'a'.repeat(64)}.halopsa.com`, tooLong],
    [`https://${'a.'.repeat(127)}com`, tooLong],
    [`https://${'ü'.repeat(40)}${'a'.repeat(20)}.halopsa.com/`, tooLong],
    ['x.halopsa.com:8443', noPort],
    ['https://x.halopsa.com:80', noPort],
    ['https://ada:secret@x.halopsa.com', noUser],
    ['x.halopsa.com@evil.example', noUser],
    ['https://:secret@x.halopsa.com', noUser],
    ['https://x.halopsa.com/api?tenant=x', noQuery],
    ['https://x.halopsa.com/#/home', noQuery],
  ])('%j: %s', (typed, problem) => {
    expect(parse(typed)).toEqual({ problem });
  });
});

describe('the hosts that a setting allows', () => {
  test.each([
    ['http://localhost:4010', { siteUrl: 'http://localhost:4010' }],
    ['http://localhost:4010/api/', { siteUrl: 'http://localhost:4010' }],
    ['https://localhost:4010/auth', { siteUrl: 'https://localhost:4010' }],
    ['https://halo.internal', { siteUrl: 'https://halo.internal' }],
    ['http://halo.internal:443', { siteUrl: 'http://halo.internal:443' }],
    ['http://halo.internal', { problem: needsHttps }],
    [`http://${longHost}:4010`, { problem: tooLong }],
    ['http://localhost:4011', { problem: notAnAddress }],
    ['http://localhost', { problem: notAnAddress }],
    ['http://localhost.evil.example:4010', { problem: needsHttps }],
    ['ftp://localhost:4010', { problem: needsHttps }],
    ['http://ada@localhost:4010', { problem: noUser }],
    ['http://localhost:4010/?x', { problem: noQuery }],
  ])('%s', (typed, answer) => {
    expect(parse(typed)).toEqual(answer);
  });
});

const segment = fc.constantFrom('/', '//', '/api', '/API', '/auth', '/halo', '/..', '/%61pi');
const anyAddress = fc
  .tuple(fc.constantFrom('', 'https://', 'HTTPS://', 'http://'), fc.webAuthority(), fc.array(segment, { maxLength: 6 }))
  .map(([scheme, authority, path]) => `${scheme}${authority}${path.join('')}`);

it('what it gives is its own only spelling', () => {
  fc.assert(
    fc.property(fc.oneof(anyAddress, fc.webUrl(), fc.string({ unit: 'binary' })), (typed) => {
      const first = parse(typed);
      if ('problem' in first) return expect(first.problem).toMatch(/^[A-Z].+\.$/);
      expect(parse(first.siteUrl)).toEqual(first);
      expect(new URL(first.siteUrl)).toMatchObject({
        protocol: 'https:',
        port: '',
        username: '',
        search: '',
        hash: '',
      });
      expect(first.siteUrl).toMatch(/[^/]$/);
    }),
    { numRuns: 1000 },
  );
});

it('answers the longest text that the form accepts at once', () => {
  const long = ['/'.repeat(2000), '/api'.repeat(500), `${'/api'.repeat(500)}x`, `${'/'.repeat(2000)}x`];
  const start = performance.now();
  for (const path of long) expect(parse(`https://x.halopsa.com${path}`)).toHaveProperty('siteUrl');
  expect(performance.now() - start).toBeLessThan(500);
});
