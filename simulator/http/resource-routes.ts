import type { ErrorRequestHandler, Request, Router } from 'express';
import express from 'express';
import { callerOf } from '../login/caller';
import { listActions, postActions } from '../resources/actions';
import { getMe, getRole, listRoles } from '../resources/agent';
import type { Call, Handler } from '../resources/call';
import { getCustomer, listCustomers, listSites, listUsers, postCustomers } from '../resources/customers';
import { deleteLicence, getLicence, listLicences, postLicences } from '../resources/licences';
import * as lists from '../resources/lists';
import { deleteSupplier, getSupplier, listSuppliers, postSuppliers } from '../resources/suppliers';
import { postTicketObject, postTickets } from '../resources/ticket-writes';
import { deleteTicket, getTicket, listTickets } from '../resources/tickets';
import type { World } from '../tenant/world';
import { queryOf } from '../wire/query';
import { doesNotBind, empty, Refused } from '../wire/reply';
import type { Exchange } from './exchange';

/** Every path of the REST API that wants a token; Express matches them in any case, as HaloPSA does. */
const resources: readonly (readonly ['get' | 'post' | 'delete', string, Handler])[] = [
  ['get', '/TicketType', lists.listTicketTypes],
  ['get', '/TicketType/:id', lists.getTicketType],
  ['get', '/SLA', lists.listSlas],
  ['get', '/SLA/:id', lists.getSla],
  ['get', '/Priority', lists.listPriorities],
  ['get', '/Priority/:id', lists.getPriority],
  ['get', '/Status', lists.listStatuses],
  ['get', '/Status/:id', lists.getStatus],
  ['get', '/Outcome', lists.listOutcomes],
  ['get', '/Agent', lists.listAgents],
  ['get', '/Agent/me', getMe],
  ['get', '/Team', lists.listTeams],
  ['get', '/Roles', listRoles],
  ['get', '/Roles/:id', getRole],
  ['get', '/Client', listCustomers],
  ['get', '/Client/:id', getCustomer],
  ['post', '/Client', postCustomers],
  ['get', '/Site', listSites],
  ['get', '/Users', listUsers],
  ['get', '/Supplier', listSuppliers],
  ['get', '/Supplier/:id', getSupplier],
  ['post', '/Supplier', postSuppliers],
  ['delete', '/Supplier/:id', deleteSupplier],
  ['get', '/SoftwareLicence', listLicences],
  ['get', '/SoftwareLicence/:id', getLicence],
  ['post', '/SoftwareLicence', postLicences],
  ['delete', '/SoftwareLicence/:id', deleteLicence],
  ['get', '/Tickets', listTickets],
  ['get', '/Tickets/:id', getTicket],
  ['post', '/Tickets', postTickets],
  ['post', '/Tickets/Object', postTicketObject],
  ['delete', '/Tickets/:id', deleteTicket],
  ['get', '/Actions', listActions],
  ['post', '/Actions', postActions],
];

const callOf = (world: World, request: Request): Call => ({
  ...callerOf(world, request.headers.authorization),
  world,
  query: queryOf(request),
  id: String(request.params['id'] ?? ''),
  body: request.body,
});

const unknownPath: Handler = () => {
  throw new Refused(empty(404));
};
/** There is no PUT and no PATCH (halopsa-api.md 4). */
const unknownMethod: Handler = () => {
  throw new Refused(empty(405));
};

export function createResources(world: World, exchange: Exchange): Router {
  const router = express.Router();
  const authorised = (handler: Handler) => exchange((request) => handler(callOf(world, request)));
  const unreadable: ErrorRequestHandler = (_error, request, response, next) =>
    authorised(() => {
      throw doesNotBind('', "Unexpected character encountered while parsing value. Path '', line 1, position 1.");
    })(request, response, next);

  router.use(express.json({ limit: '10mb', strict: false, type: () => true }));
  for (const [method, path, handler] of resources) router[method](path, authorised(handler));
  router.put('/*path', authorised(unknownMethod));
  router.patch('/*path', authorised(unknownMethod));
  router.use(authorised(unknownPath), unreadable);
  return router;
}
