import { STATUS_CODES } from 'node:http';
import type { ResponseConfig, RouteConfig } from '@asteasolutions/zod-to-openapi';
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { Problem } from './problem';
import type { Route } from './routes';
import { requireOwnNames } from './schema-names';
import { cookieNames } from './session/cookie';
import { SESSION } from './session/life';
import { PORTAL_HEADER } from './session/same-origin';

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

const IdempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/)
    .optional()
    .describe(
      'The same key with the same body is the same operation; with another body, another one. Another Client Secret needs a new key. Without a key, one is made and told back.',
    ),
});

/** The description of the api in OpenAPI 3.1, made of the schemas that the routes parse and answer with. */
export function describeApi(routes: readonly Route[]) {
  requireOwnNames([Problem, ...routes.flatMap(schemasOf)]);
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: cookieNames(SESSION).http,
    description: `Of a person who has signed in; ${cookieNames(SESSION).https} over https. Counts where no Authorization header is sent. A change needs the header ${PORTAL_HEADER.name}: ${PORTAL_HEADER.value}, and is taken from the portal's own page alone.`,
  });
  for (const route of routes) registry.registerPath(describe(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'HaloPSA integration',
      version: '1',
      description: 'Connects a partner to HaloPSA. Every answer that is not a success is application/problem+json.',
    },
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
  });
}

const schemasOf = ({ operation: { input, answers } }: Route) => [input, ...Object.values(answers)];

function describe({ id, tag, method, path, operation }: Route): RouteConfig {
  const { params, query, body } = operation.input.shape;
  return {
    operationId: id,
    tags: [tag],
    method,
    path,
    summary: operation.summary,
    ...(operation.permission !== 'everybody' && { security: [{ token: [] }, { session: [] }] }),
    request: {
      ...(isParameters(params) && { params }),
      ...(isParameters(query) && { query }),
      ...(method !== 'get' && operation.permission !== 'everybody' && { headers: IdempotencyKey }),
      ...(body instanceof z.ZodType && { body: { content: json(body), required: isRequired(body) } }),
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, schema]) => [
          status,
          success(status, { [operation.contentType]: { schema } }),
        ]),
      ),
      default: { description: 'Why not.', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
}

const success = (status: string, content: NonNullable<ResponseConfig['content']>) => ({
  description: STATUS_CODES[status] ?? status,
  content,
});

const isRequired = (body: z.ZodType): boolean => !body.safeParse(undefined).success;

const isParameters = (schema: unknown): schema is z.ZodObject | z.ZodPipe =>
  schema instanceof z.ZodObject || schema instanceof z.ZodPipe;
