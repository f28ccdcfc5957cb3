import type { ErrorRequestHandler, Router } from 'express';
import express from 'express';
import { ZodError, z } from 'zod';
import { FaultInput } from '../trouble/faults';
import {
  Advance,
  ApplicationEdit,
  CustomerEdit,
  LicenceEdit,
  RateLimitEdit,
  RightsEdit,
  SecretRotation,
  TicketEdit,
} from './edits';
import type { Control, Editable } from './operations';
import { NoSuchRecord } from './operations';

/** The control over HTTP, under `/_simulator/`: JSON in, JSON out. Rate limit, request log and faults do not apply to it. */

type OperationInput = { id: number; customerId: number | undefined; body: unknown };
type Operation = readonly ['get' | 'post' | 'patch' | 'put' | 'delete', string, (input: OperationInput) => unknown];

function editing<Shown, Edit>(
  path: string,
  records: Editable<Shown, Edit>,
  schema: z.ZodType<Edit>,
): readonly Operation[] {
  return [
    ['get', path, ({ customerId }) => records.list(customerId)],
    ['get', `${path}/:id`, ({ id }) => records.get(id)],
    ['patch', `${path}/:id`, ({ id, body }) => records.change(id, schema.parse(body))],
    ['delete', `${path}/:id`, ({ id }) => records.remove(id)],
  ];
}

const operationsOn = (control: Control): readonly Operation[] => [
  ['get', '/faults', () => control.faults.list()],
  ['post', '/faults', ({ body }) => control.faults.add(FaultInput.parse(body))],
  ['delete', '/faults', () => control.faults.clear()],
  ['delete', '/faults/:id', ({ id }) => ({ removed: control.faults.remove(id) })],
  ['get', '/clock', () => ({ now: control.clock.now() })],
  ['post', '/clock/advance', ({ body }) => control.clock.advance(Advance.parse(body).seconds)],
  ['get', '/rights', () => control.rights.get()],
  ['patch', '/rights', ({ body }) => control.rights.change(RightsEdit.parse(body))],
  ['get', '/application', () => control.application.get()],
  ['patch', '/application', ({ body }) => control.application.change(ApplicationEdit.parse(body))],
  [
    'post',
    '/application/rotate-secret',
    ({ body }) => control.application.rotateSecret(SecretRotation.parse(body).clientSecret),
  ],
  ['post', '/application/end-tokens', () => control.application.endTokens()],
  ['get', '/rate-limit', () => control.rateLimit.get()],
  ['put', '/rate-limit', ({ body }) => control.rateLimit.set(RateLimitEdit.parse(body))],
  ['get', '/requests', () => control.requests.report()],
  ['delete', '/requests', () => control.requests.clear()],
  ...editing('/customers', control.customers, CustomerEdit),
  ...editing('/licences', control.licences, LicenceEdit),
  ...editing('/tickets', control.tickets, TicketEdit),
  ['post', '/reset', () => control.reset()],
];

const Id = z.coerce.number().int();

const problem: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof NoSuchRecord) response.status(404).json({ error: error.message });
  else if (error instanceof ZodError) response.status(400).json({ error: z.prettifyError(error) });
  else if (error instanceof SyntaxError) response.status(400).json({ error: 'The body is not JSON.' });
  else next(error);
};

/** `changed` is called after every operation that may have changed a record. */
export function createControlApi(control: Control, changed: () => void): Router {
  const router = express.Router();
  const operations = operationsOn(control);
  router.use(express.json({ strict: false }));
  for (const [method, path, run] of operations) {
    router[method](path, (request, response) => {
      const id = path.endsWith(':id') ? Id.parse(request.params['id']) : 0;
      const customerId = Id.optional().parse(request.query['customerId']);
      const result = run({ id, customerId, body: request.body === undefined ? {} : request.body });
      if (method !== 'get') changed();
      if (result === undefined) response.status(204).end();
      else response.json(result);
    });
  }
  router.get('/', (_request, response) => {
    response.json({ operations: operations.map(([method, path]) => `${method.toUpperCase()} /_simulator${path}`) });
  });
  router.use((request, response) => {
    const error = `There is no ${request.method} ${request.originalUrl} in the control. GET /_simulator/ lists what there is.`;
    response.status(404).json({ error });
  });
  router.use(problem);
  return router;
}
