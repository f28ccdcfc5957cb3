import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { Express } from 'express';
import express from 'express';
import type { Control } from './control/operations';
import { createControl } from './control/operations';
import { createControlApi } from './control/routes';
import { createDiscovery } from './http/discovery';
import { createExchange } from './http/exchange';
import { createResources } from './http/resource-routes';
import { createStateFile } from './tenant/state';
import type { Version } from './tenant/versions';
import type { World } from './tenant/world';
import { createWorld, stateOf } from './tenant/world';
import { usualRateLimit } from './trouble/rate-limit';
import { page } from './wire/reply';

export type { Control } from './control/operations';
export type { Version } from './tenant/versions';

export type SimulatorOptions = {
  /** The port to listen on. The default, 0, takes a free one. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 1. The same seed gives the same credentials, and with the same numbers the same records. */
  seed?: number;
  /** Active customers, default 300; an inactive one is added for every 50. */
  customers?: number;
  /** Active licences of each customer. When left out, each has one to three, some inactive or deleted; the first is always active. */
  licencesPerCustomer?: number;
  /** Default 2.236. */
  version?: Version;
  /** Default 3600. */
  tokenLifetimeSeconds?: number;
  /** Default 300 requests in rolling 300 seconds; null is no limit. */
  rateLimit?: { requests: number; windowSeconds: number; retryAfter?: boolean } | null;
  /** How long every answer is delayed; default 0. */
  latencyMs?: number;
  /** How many bytes of padding `GET /Agent/me` has; default 2,000,000, as measured on a live tenant. */
  agentProfileBytes?: number;
  /** The file that keeps records, rights and application over a restart. When left out, nothing is kept. */
  stateFile?: string;
};

export type Credentials = { siteUrl: string; clientId: string; clientSecret: string };

export type Simulator = {
  /** The Site URL, such as `http://127.0.0.1:4010`. */
  url: string;
  /** The current credentials: after a rotation they hold the new secret. */
  readonly credentials: Credentials;
  /** Credentials of an application of another tenant on the same authorisation server. A token request with them answers 500. */
  readonly foreignCredentials: Credentials;
  /** The same operations as `/_simulator/` over HTTP. */
  control: Control;
  /** Resets records, rights, credentials, time, faults and counters to the seed. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

const HOME =
  '<!DOCTYPE html><title>HaloPSA simulator</title><h1>HaloPSA simulator</h1><p>Control: <a href="/_simulator/">/_simulator/</a></p>';

function createApp(world: World, control: Control, changed: () => void): Express {
  const exchange = createExchange(world, changed);
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.get('/', (_request, response) => {
    response.type('text/html').send(HOME);
  });
  app.use('/_simulator', createControlApi(control, changed));
  app.use(createDiscovery(world, exchange));
  app.use('/api', createResources(world, exchange));
  app.use(exchange(() => page(404, '<!DOCTYPE html><title>Not found</title>')));
  return app;
}

/** Returns the site's URL. Rejects with Node's error, whose code is EADDRINUSE when the port is taken. */
async function listen(server: Server, port: number, host: string): Promise<string> {
  // This is longer than any client keeps an idle connection, so the simulator never closes one first.
  server.keepAliveTimeout = 120_000;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return `http://${host}:${typeof address === 'object' && address ? address.port : port}`;
}

/** Starts a HaloPSA to try things on. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', stateFile: path, rateLimit = usualRateLimit } = options;
  const stateFile = path === undefined ? undefined : createStateFile(path, () => stateOf(world));
  const world = createWorld(
    {
      seed: options.seed ?? 1,
      customers: options.customers ?? 300,
      licencesPerCustomer: options.licencesPerCustomer,
      version: options.version ?? '2.236',
      tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 3600,
      rateLimit: rateLimit && { retryAfter: false, ...rateLimit },
      latencyMs: options.latencyMs ?? 0,
      agentProfileBytes: options.agentProfileBytes ?? 2_000_000,
    },
    await stateFile?.read(),
  );
  const changed = (): void => stateFile?.changed();
  const control = createControl(world);
  // Made when somebody calls: where many are started at once, most of them are not called.
  let app: Express | undefined;
  const server = createServer((request, response) => {
    app ??= createApp(world, control, changed);
    app(request, response);
  });
  const url = await listen(server, port, host);

  const credentialsOf = ({ clientId, clientSecret }: World['application']): Credentials => ({
    siteUrl: url,
    clientId,
    clientSecret,
  });
  return {
    url,
    get credentials() {
      return credentialsOf(world.application);
    },
    get foreignCredentials() {
      return credentialsOf(world.foreignApplication);
    },
    control,
    reset: async () => {
      control.reset();
      changed();
      await stateFile?.flush();
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      changed();
      await stateFile?.flush();
    },
  };
}
