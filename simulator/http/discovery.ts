import type { Request, Router } from 'express';
import express from 'express';
import { z } from 'zod';
import { tokenReply } from '../login/token-request';
import type { World } from '../tenant/world';
import { queryOf } from '../wire/query';
import type { Reply } from '../wire/reply';
import { ok } from '../wire/reply';
import type { Exchange } from './exchange';

/** The paths that need no token: discovery and the token request (halopsa-api.md 1.2, 1.3). */

/** The site's URL as the caller used it, because inside a container the simulator does not know its own name. */
const siteOf = (request: Request): string => `http://${request.headers.host ?? 'localhost'}`;

const Fields = z.record(z.string(), z.unknown()).catch({});

const authInfo = (world: World, request: Request): Reply =>
  ok({ auth_url: `${siteOf(request)}/auth`, tenant_id: world.application.tenant });

const instanceInfo = (world: World, request: Request): Reply =>
  ok({
    dbid: 1,
    app_version: world.profile.build,
    database_version: world.profile.build,
    app_name: 'HaloPSA (simulator)',
    agent_url: siteOf(request),
    portal_url: `${siteOf(request)}/portal`,
    auth_url: `${siteOf(request)}/auth`,
    tenant_id: world.application.tenant,
    hosted_group: '',
    licensed_agent_count: 5,
  });

const openIdConfiguration = (request: Request): Reply =>
  ok({
    issuer: `${siteOf(request)}/auth`,
    token_endpoint: `${siteOf(request)}/auth/token`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  });

export function createDiscovery(world: World, exchange: Exchange): Router {
  const router = express.Router();
  router.get(
    '/api/AuthInfo',
    exchange((request) => authInfo(world, request)),
  );
  router.get(
    '/api/InstanceInfo',
    exchange((request) => instanceInfo(world, request)),
  );
  router.get('/auth/.well-known/openid-configuration', exchange(openIdConfiguration));
  router.post(
    '/auth/token',
    express.urlencoded({ extended: false }),
    exchange((request) => {
      const { authorization } = request.headers;
      return tokenReply(world, { fields: Fields.parse(request.body), authorization, query: queryOf(request) });
    }),
  );
  return router;
}
