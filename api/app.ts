import type { ErrorRequestHandler, Express, Router } from 'express';
import express from 'express';
import helmet from 'helmet';
import type { Authenticate } from './auth';
import { queryConnection } from './connection/call';
import * as choices from './connection/choices';
import { connect } from './connection/connect';
import { createReadList } from './connection/lists';
import { previewRevocation } from './connection/revocation';
import { revokeConnection } from './connection/revoke';
import { checkRights, readConnection } from './connection/routes';
import { readSeatPolicy, saveSeatPolicy } from './connection/seat-policy';
import { readSetUpRecord } from './connection/set-up-record';
import { checkSiteUrl } from './connection/site-url';
import { revokeTicketMapping, saveTicketMapping, undoTicketMappingRevoke } from './connection/ticket-mapping';
import { createDocs } from './docs';
import { queryGate } from './gate/call';
import { listOperations, retryOperation, retryOperations } from './gate/operations';
import { pauseGate, resumeGate, tryNow } from './gate/routes';
import { healthz, readyz } from './health';
import { followHttpRules } from './http-rules';
import type { Limits } from './limits/partner';
import { createPartnerLimits } from './limits/partner';
import { createTurns } from './limits/turns';
import { createFrame } from './live/frame';
import { readLive } from './live/routes';
import { createHttpLog } from './log';
import { describeApi } from './openapi';
import type { Dependencies } from './operation';
import { createListing } from './organization/listing';
import { createListings } from './organization/listings';
import { mapOrganization, readMapping, unlinkOrganization } from './organization/mapping';
import { registerOrganization } from './organization/register';
import { createRecentReports } from './organization/reports';
import { listOrganizations } from './organization/routes';
import { createSight } from './organization/sight';
import { ApiError, toApiError } from './problem';
import { readSeatSync } from './reconcile/overview';
import { readPreview, startPreview } from './reconcile/preview';
import { readRun, startRun } from './reconcile/run';
import { createRouter, del, get, post, put, tagged } from './routes';
import * as seats from './seats/routes';
import { CALLBACK, finishSignIn, startSignIn } from './session/oidc';
import * as session from './session/routes';
import { createRequestAuth } from './session/sign-in';

const partner = '/v1/partners/{partnerId}';
const halopsa = `${partner}/halopsa`;
const organization = `${partner}/organizations/{organizationId}`;

/** Every call of the api. */
export const routes = [
  ...tagged('Connection', {
    readLive: get(`${halopsa}/live`, readLive),
    readConnection: get(`${halopsa}/connection`, readConnection),
    connect: put(`${halopsa}/connection`, connect),
    checkSiteUrl: post(`${halopsa}/site-url`, checkSiteUrl),
    revokeConnection: del(`${halopsa}/connection`, revokeConnection),
    previewRevocation: get(`${halopsa}/connection/revocation`, previewRevocation),
    readSetUpRecord: get(`${halopsa}/set-up-record`, readSetUpRecord),
    checkRights: post(`${halopsa}/connection/rights`, checkRights),
  }),
  ...tagged('Choices', {
    listTicketTypes: get(`${halopsa}/choices/ticket-types`, choices.listTicketTypes),
    listSlas: get(`${halopsa}/choices/slas`, choices.listSlas),
    listPriorities: get(`${halopsa}/choices/priorities`, choices.listPriorities),
    listCustomers: get(`${halopsa}/choices/customers`, choices.listCustomers),
    listSoftwareLicences: get(`${halopsa}/choices/software-licences`, choices.listSoftwareLicences),
  }),
  ...tagged('Ticket mapping', {
    saveTicketMapping: put(`${halopsa}/ticket-mapping`, saveTicketMapping),
    revokeTicketMapping: del(`${halopsa}/ticket-mapping`, revokeTicketMapping),
    undoTicketMappingRevoke: post(`${halopsa}/ticket-mapping/undo`, undoTicketMappingRevoke),
  }),
  ...tagged('Organizations', {
    listOrganizations: get(`${partner}/organizations`, listOrganizations),
    registerOrganization: put(organization, registerOrganization),
    readMapping: get(`${organization}/halopsa/mapping`, readMapping),
    mapOrganization: put(`${organization}/halopsa/mapping`, mapOrganization),
    unlinkOrganization: del(`${organization}/halopsa/mapping`, unlinkOrganization),
  }),
  ...tagged('Seats', {
    readSeats: get(`${organization}/halopsa/seats`, seats.readSeats),
    readSeatHistory: get(`${organization}/halopsa/seats/history`, seats.readSeatHistory),
    previewSeats: post(`${organization}/halopsa/seats/preview`, seats.previewSeats),
    startSeats: post(`${organization}/halopsa/seats/start`, seats.startSeats),
    syncSeats: post(`${organization}/halopsa/seats/sync`, seats.syncSeats),
    approveSeats: post(`${organization}/halopsa/seats/approve`, seats.approveSeats),
    dismissSeats: post(`${organization}/halopsa/seats/dismiss`, seats.dismissSeats),
    chooseSeats: post(`${organization}/halopsa/seats/choose`, seats.chooseSeats),
  }),
  ...tagged('Seat sync', {
    readSeatPolicy: get(`${halopsa}/seat-sync/policy`, readSeatPolicy),
    saveSeatPolicy: put(`${halopsa}/seat-sync/policy`, saveSeatPolicy),
    readSeatSync: get(`${halopsa}/seat-sync`, readSeatSync),
    startSeatPreview: post(`${halopsa}/seat-sync/preview`, startPreview),
    readSeatPreview: get(`${halopsa}/seat-sync/preview`, readPreview),
    startReconcile: post(`${halopsa}/seat-sync/run`, startRun),
    readReconcile: get(`${halopsa}/seat-sync/run`, readRun),
  }),
  ...tagged('Operations', {
    pauseGate: post(`${halopsa}/gate/pause`, pauseGate),
    resumeGate: post(`${halopsa}/gate/resume`, resumeGate),
    tryNow: post(`${halopsa}/gate/try-now`, tryNow),
    listOperations: get(`${halopsa}/operations`, listOperations),
    retryOperations: post(`${halopsa}/operations/retry`, retryOperations),
    retryOperation: post(`${halopsa}/operations/{operationId}/retry`, retryOperation),
  }),
  ...tagged('Session', {
    readSession: get('/v1/session', session.readSession),
    signIn: post('/v1/session', session.signIn),
    signOut: del('/v1/session', session.signOut),
    readSignIn: get('/v1/session/sign-in', session.readSignIn),
    startSignIn: get('/v1/session/start', startSignIn),
    finishSignIn: get(CALLBACK, finishSignIn),
  }),
  ...tagged('Process', { healthz: get('/healthz', healthz), readyz: get('/readyz', readyz) }),
];

export interface AppOptions extends Omit<Dependencies, 'organizations' | 'reports' | 'readList' | 'frame' | 'turn'> {
  /** Of bearer tokens. */
  readonly auth: Authenticate;
  readonly limits: Limits;
  /** What people see; left out, only programs are served. */
  readonly portal?: Router | undefined;
}

/** The HTTP api: parses, makes one Temporal call, answers. Holds no rule, and of state only what Temporal has told it and who waits. */
export function createApp({ auth, limits, portal, ...options }: AppOptions): Express {
  const turn = createTurns();
  const organizations = createListings((partnerId) => createListing(createSight(options.client, partnerId)), turn);
  const { limiters, reading } = createPartnerLimits(limits);
  const readList = createReadList({ ...options, limiter: reading });
  const frame = createFrame({
    readConnection: (partnerId) => queryConnection(options, partnerId),
    readGate: (partnerId) => queryGate(options, partnerId),
    organizations,
    logger: options.logger,
  });
  const deps = { ...options, organizations, reports: createRecentReports(), readList, frame, turn };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(createHttpLog(deps.logger));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: nothing } }));
  app.use(followHttpRules);
  app.use(createRouter(routes, { authenticate: createRequestAuth(auth, deps.signIn), limiters, deps }));
  app.use(createDocs(describeApi(routes)));
  if (portal !== undefined) app.use(portal);
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
