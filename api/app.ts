import type { ErrorRequestHandler, Express } from 'express';
import express from 'express';
import helmet from 'helmet';
import type { Authenticate } from './auth';
import * as choices from './choices';
import { checkRights, connect, readConnection, revokeConnection } from './connection';
import { createDocs } from './docs';
import { pauseGate, resumeGate, tryNow } from './gate';
import { healthz, readyz } from './health';
import { createHttpLog } from './log';
import { mapOrganization, readMapping, unlinkOrganization } from './mapping';
import { describeApi } from './openapi';
import type { Dependencies } from './operation';
import { listOperations, retryOperation, retryOperations } from './operations';
import { listOrganizations, registerOrganization } from './organizations';
import { ApiError, toApiError } from './problem';
import { previewRevocation } from './revocation';
import { createRouter, del, get, post, put } from './routes';
import * as seatSync from './seat-sync';
import * as seats from './seats';
import { revokeTicketMapping, saveTicketMapping, undoTicketMappingRevoke } from './ticket-mapping';

const partner = '/v1/partners/{partnerId}';
const halopsa = `${partner}/halopsa`;
const organization = `${partner}/organizations/{organizationId}`;

/** Every call of the api. */
export const routes = [
  get(`${halopsa}/connection`, readConnection),
  put(`${halopsa}/connection`, connect),
  del(`${halopsa}/connection`, revokeConnection),
  get(`${halopsa}/connection/revocation`, previewRevocation),
  post(`${halopsa}/connection/rights`, checkRights),

  get(`${halopsa}/choices/ticket-types`, choices.listTicketTypes),
  get(`${halopsa}/choices/slas`, choices.listSlas),
  get(`${halopsa}/choices/priorities`, choices.listPriorities),
  get(`${halopsa}/choices/customers`, choices.listCustomers),
  get(`${halopsa}/choices/software-licences`, choices.listSoftwareLicences),

  put(`${halopsa}/ticket-mapping`, saveTicketMapping),
  del(`${halopsa}/ticket-mapping`, revokeTicketMapping),
  post(`${halopsa}/ticket-mapping/undo`, undoTicketMappingRevoke),

  get(`${partner}/organizations`, listOrganizations),
  put(organization, registerOrganization),
  get(`${organization}/halopsa/mapping`, readMapping),
  put(`${organization}/halopsa/mapping`, mapOrganization),
  del(`${organization}/halopsa/mapping`, unlinkOrganization),

  get(`${organization}/halopsa/seats`, seats.readSeats),
  get(`${organization}/halopsa/seats/history`, seats.readSeatHistory),
  post(`${organization}/halopsa/seats/preview`, seats.previewSeats),
  post(`${organization}/halopsa/seats/start`, seats.startSeats),
  post(`${organization}/halopsa/seats/sync`, seats.syncSeats),
  post(`${organization}/halopsa/seats/approve`, seats.approveSeats),
  post(`${organization}/halopsa/seats/dismiss`, seats.dismissSeats),
  post(`${organization}/halopsa/seats/choose`, seats.chooseSeats),

  get(`${halopsa}/seat-sync/policy`, seatSync.readPolicy),
  put(`${halopsa}/seat-sync/policy`, seatSync.savePolicy),
  post(`${halopsa}/seat-sync/preview`, seatSync.startPreview),
  get(`${halopsa}/seat-sync/preview`, seatSync.readPreview),
  post(`${halopsa}/seat-sync/run`, seatSync.startRun),
  get(`${halopsa}/seat-sync/run`, seatSync.readRun),

  post(`${halopsa}/gate/pause`, pauseGate),
  post(`${halopsa}/gate/resume`, resumeGate),
  post(`${halopsa}/gate/try-now`, tryNow),
  get(`${halopsa}/operations`, listOperations),
  post(`${halopsa}/operations/retry`, retryOperations),
  post(`${halopsa}/operations/{operationId}/retry`, retryOperation),

  get('/healthz', healthz),
  get('/readyz', readyz),
];

export interface AppOptions extends Dependencies {
  readonly auth: Authenticate;
}

/** The HTTP api: parses, makes one Temporal call, answers. Holds no rule and no state. */
export function createApp({ auth, ...deps }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(createHttpLog(deps.logger));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: nothing } }));
  app.use(createRouter(routes, { authenticate: auth, deps }));
  app.use(createDocs(describeApi(routes)));
  app.use(() => {
    throw new ApiError(404, 'notFound', 'There is nothing at this address.');
  });
  app.use(answerError);
  return app;
}

const nothing = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

// Express knows an error handler by its four parameters.
const answerError: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  const problem = toApiError(error, String(request.id));
  if (problem.status >= 500) response.err = problem;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.status(problem.status).set(problem.headers).type('application/problem+json');
  response.send(JSON.stringify(problem.body()));
};
