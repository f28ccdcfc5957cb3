import { failureOf } from '../../halo/reply';

const reply = (status: number, contentType = '', body = '') => ({ status, contentType, body, retryAfterMs: undefined });

describe('a failed reply', () => {
  test.each([
    [302, '', 'redirected'],
    [400, 'application/json', 'rejected'],
    [401, '', 'unauthorized'],
    [401, 'text/html', 'unauthorized'],
    [403, '', 'forbidden'],
    [404, '', 'notFound'],
    [405, '', 'rejected'],
    [408, '', 'unavailable'],
    [413, '', 'sentTooLarge'],
    [422, 'application/json', 'rejected'],
    [429, 'text/plain', 'rateLimited'],
    [429, 'text/html', 'rateLimited'],
    [500, '', 'unavailable'],
    [502, 'text/html', 'unavailable'],
    [504, 'text/html', 'unavailable'],
    [200, 'text/html; charset=utf-8', 'unavailable'],
    [200, '', 'unavailable'],
  ])('%i %s is %s', (status, contentType, code) => {
    expect(failureOf(reply(status, contentType))).toMatchObject({ code, status });
  });

  test.each([400, 403, 404])('a page with status %i says nothing about the record', (status) => {
    expect(failureOf(reply(status, 'text/html')).code).toBe('unavailable');
  });

  it('carries HaloPSA’s own words', () => {
    const failure = failureOf(reply(400, 'application/json; charset=utf-8', '"A Site must be selected"'));
    expect(failure).toMatchObject({ code: 'rejected', detail: 'A Site must be selected' });
  });
});
