import { z } from 'zod';
import { routes } from '../../api/app';
import { describeApi } from '../../api/openapi';
import { nothing, ok, publicOperation } from '../../api/operation';
import { get, tagged } from '../../api/routes';
import { Move } from '../../domain/gate/operation-schema';
import type { RunningApi } from './running-api';
import { startApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const Described = z.object({
  operationId: z.string().regex(/^[a-z]+([A-Z][a-z]+)*$/),
  tags: z.tuple([z.string()]),
  summary: z.string().min(1),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean() })).default([]),
  requestBody: z.object({ required: z.boolean() }).optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) })),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Described)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const readDocument = async () => Document.parse((await api.call('GET', '/openapi.json', { token: null })).body);

it('describes every route, and nothing else', async () => {
  const { paths } = await readDocument();
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((one) => `${one} ${path}`),
  );
  expect(described.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  'describes %s',
  async (_name, route) => {
    const { paths } = await readDocument();
    const described = paths[route.path]?.[route.method];
    const { input, answers, permission } = route.operation;
    const named = (place: string) => described?.parameters.filter((one) => one.in === place).map(({ name }) => name);
    const placeholders = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

    expect(named('path')).toEqual(placeholders);
    expect(input.safeParse({ params: {}, query: {}, body: {} }).error?.issues.map(({ path }) => path[1]) ?? []).toEqual(
      expect.arrayContaining(placeholders),
    );
    expect(named('header')).toEqual(route.method === 'get' || permission === 'everybody' ? [] : ['Idempotency-Key']);
    expect(described?.requestBody !== undefined).toBe('body' in input.shape);
    expect(described?.security).toEqual(permission === 'everybody' ? undefined : [{ token: [] }, { session: [] }]);
    expect(Object.keys(described?.responses ?? {})).toEqual([...Object.keys(answers), 'default']);
  },
);

it('gives every call an id of its own, and a tag that is listed', async () => {
  const { paths, tags } = await readDocument();
  const calls = Object.values(paths).flatMap((methods) => Object.values(methods));
  const ids = calls.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(routes.length);
  expect(new Set(calls.flatMap((one) => one.tags))).toEqual(new Set(tags.map(({ name }) => name)));
  expect(paths['/v1/partners/{partnerId}/halopsa/connection']?.put).toMatchObject({
    operationId: 'connect',
    tags: ['Connection'],
  });
});

it('names the calls that move an operation by ids that there are', () => {
  const ids = routes.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([...Move.options]));
});

it('says which bodies may be left out', async () => {
  const { paths } = await readDocument();
  const optional = routes.flatMap(({ id, path, method }) =>
    paths[path]?.[method]?.requestBody?.required === false ? id : [],
  );
  expect(optional).toEqual(['approveSeats', 'dismissSeats', 'startReconcile']);
});

it('names the query parameters of a list', async () => {
  const { paths } = await readDocument();
  const parameters = paths['/v1/partners/{partnerId}/halopsa/choices/software-licences']?.get?.parameters;
  expect(parameters).toMatchObject([
    { name: 'partnerId', in: 'path', required: true },
    { name: 'customerId', in: 'query', required: true },
    { name: 'page', in: 'query', required: false },
  ]);
});

it('names the schemas that several calls share', async () => {
  const { components } = await readDocument();
  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining([
      'Connection',
      'ConnectionNow',
      'Gate',
      'Seats',
      'Operations',
      'Problem',
      'OrganizationMapping',
      'Choices',
    ]),
  );
});

it('is not made where two schemas have one name: it would show one of them for both', () => {
  const reading = (answer: z.ZodType<string>) =>
    publicOperation({
      summary: 'A name.',
      input: nothing,
      answers: { 200: z.object({ all: z.array(answer.nullable()) }) },
      handle: async () => ok({ all: [] }),
    });
  const described = (...answers: readonly z.ZodType<string>[]) => {
    const calls = answers.map((answer, index) => [`read${index}`, get(`/${index}`, reading(answer))]);
    return () => describeApi(tagged('Twins', Object.fromEntries(calls)));
  };
  const twin = (longest: number) => z.string().max(longest).meta({ id: 'Twin' });
  const short = twin(9);
  expect(described(short, twin(99))).toThrow('Two schemas are called Twin: give one of them another `id`.');
  expect(described(short, short)).not.toThrow();
});

it('says of an object that may be null so that generators of clients see it', async () => {
  const { text } = await api.call('GET', '/openapi.json', { token: null });
  expect(text).toContain('{"anyOf":[{"$ref":"#/components/schemas/Gate"},{"type":"null"}]');
  expect(text).not.toMatch(/"type":\["(object|array)","null"\]/);
});

const readPage = () => api.call('GET', '/docs', { token: null });

it('is shown to people by this process alone, without a script', async () => {
  const page = await readPage();
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none';style-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  );
  expect(page.text).not.toMatch(/<script|\s(style|on\w+)=|https?:/);
  for (const address of ['/docs/style.css', '/openapi.json']) {
    expect(page.text).toContain(`href="${address}"`);
    expect(await api.call('GET', address, { token: null })).toMatchObject({ status: 200 });
  }
  for (const address of ['/docs/package.json', '/docs/swagger-ui-bundle.js', '/docs/index.html']) {
    expect(await api.call('GET', address, { token: null })).toMatchObject({ status: 404, body: { code: 'notFound' } });
  }
});

it('shows every call and everything that is sent and answered', async () => {
  const { paths, components } = await readDocument();
  const { text } = await readPage();
  for (const [path, calls] of Object.entries(paths)) {
    for (const [method, { operationId }] of Object.entries(calls)) {
      expect(text).toContain(`<article id="${operationId}">\n  <h3><code>${method.toUpperCase()} ${path}</code></h3>`);
    }
  }
  for (const name of Object.keys(components.schemas)) expect(text).toContain(`<article id="${name}">`);
  expect(text).toContain('<code>&#34;waitingForHalo&#34;</code>');
  expect(text).toContain('<tr><th>header Idempotency-Key (optional)</th>');
  expect(text).toContain('<code>clientSecret</code>: string, minLength 1, maxLength 1024');
  const links = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  for (const id of links) expect(text).toContain(`id="${id}"`);
});
