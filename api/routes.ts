import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import express, { Router } from 'express';
import type { Caller } from './auth';
import { authorize } from './auth';
import { idempotencyKeyOf } from './idempotency-key';
import { unlessLeft } from './leaving';
import type { Limiters } from './limits/partner';
import type { Answer, Dependencies, Operation } from './operation';
import { place } from './place';
import { ApiError } from './problem';

export type Method = 'get' | 'put' | 'post' | 'delete';

/** `path` as OpenAPI writes it: `/v1/partners/{partnerId}`. */
interface Served {
  readonly method: Method;
  readonly path: string;
  readonly operation: Operation;
}

/** `id` is the operationId by which clients that are made of the description call it. */
export interface Route extends Served {
  readonly id: string;
  readonly tag: string;
}

/** The routes of one tag, by operationId. */
export const tagged = (tag: string, calls: Readonly<Record<string, Served>>): readonly Route[] =>
  Object.entries(calls).map(([id, served]) => ({ id, tag, ...served }));

const to =
  (method: Method) =>
  (path: string, operation: Operation): Served => ({ method, path, operation });

export const get = to('get');
export const put = to('put');
export const post = to('post');
export const del = to('delete');

interface RouterOptions {
  /** Names the caller of a request. @throws ApiError */
  authenticate(request: IncomingMessage): Promise<Caller>;
  readonly limiters: Limiters;
  readonly deps: Dependencies;
}

/** Serves the routes: checks who calls, whether they may, and what they send; then runs the operation. A wrong method gets 405. */
export function createRouter(routes: readonly Route[], options: RouterOptions): Router {
  const router = Router({ caseSensitive: true });
  for (const path of new Set(routes.map((route) => route.path))) {
    const here = routes.filter((route) => route.path === path);
    const served = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const { method, operation } of here) served[method](handlerOf(method, operation, options));
    onlyMethods(
      served,
      here.map(({ method }) => method),
    );
  }
  return router;
}

/** Answers 405 to every method that is not served. Call it last. */
export function onlyMethods(route: { all(refuse: RequestHandler): unknown }, methods: readonly Method[]): void {
  const allowed = methods.map((method) => method.toUpperCase());
  const allow = (allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed).join(', ');
  route.all(() => {
    throw new ApiError(405, 'methodNotAllowed', `Use ${allow}.`, { headers: { Allow: allow } });
  });
}

function handlerOf(
  method: Method,
  operation: Operation,
  { authenticate, limiters, deps }: RouterOptions,
): RequestHandler {
  const takesBody = 'body' in operation.input.shape;
  const inputOf = async (request: Request, response: Response) => {
    const body = takesBody ? await readBody(request, response) : undefined;
    return { params: request.params, query: request.query, body };
  };
  if (operation.permission === 'everybody') {
    return async (request, response) => {
      const context = { request, deps, left: leftSignal(response) };
      answer(response, operation, await operation.run(await inputOf(request, response), context));
    };
  }
  const { permission, limit, run } = operation;
  return async (request, response) => {
    const caller = await authenticate(request);
    if (permission !== 'self') authorize(caller, request.params.partnerId, permission);
    const idempotencyKey = idempotencyKeyOf(request, response);
    const left = leftSignal(response);
    // Before its turn: who sends it slowly keeps nobody out.
    const input = await inputOf(request, response);
    const asRequest = <T>(part: () => Promise<T>) => limiters.requests.run(caller.partnerId, left, part);
    const carryOut = () => run(input, { caller, idempotencyKey, deps, left, asRequest });
    const work = async () => {
      // A command goes on when its caller has left, so that none is carried out by half. Also one that was answered with a no, or
      // not at all, may have changed something.
      const answered = await (method === 'get'
        ? unlessLeft(left, carryOut)
        : carryOut().finally(() => deps.frame.told(caller.partnerId)));
      if (permission === 'act') await place(deps, caller);
      return answered;
    };
    answer(response, operation, await limiters[limit].run(caller.partnerId, left, work));
  };
}

/** Aborts when the caller closes the connection before the answer is out. */
function leftSignal(response: Response): AbortSignal {
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort(new ApiError(499, 'left', 'The caller has left.'));
  });
  return leaving.signal;
}

function answer(response: Response, { contentType }: Operation, answered: Answer): void {
  const { status, body, headers = {}, cookies = [] } = answered;
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', ...headers })
    .type(contentType);
  for (const { name, value, ...options } of cookies) response.cookie(name, value, options);
  if (typeof body === 'string') response.send(body);
  else response.json(body);
}

const parseJson = express.json({ limit: '64kb', inflate: false });

/** Read after the caller is known, so that strangers cannot make us parse. @throws ApiError 415; what the parser throws */
function readBody(request: Request, response: Response): Promise<unknown> {
  const isEmpty = request.headers['content-length'] === '0';
  if (!isEmpty && request.is('application/json') === false) {
    throw new ApiError(415, 'unsupportedMediaType', 'Send the body as application/json.');
  }
  return new Promise((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => (error === undefined ? resolve(request.body) : reject(error)));
  });
}
