import type { Application } from '../login/application';
import type { Rights } from '../login/rights';
import { guideRights } from '../login/rights';
import type { Tokens } from '../login/tokens';
import { createTokens } from '../login/tokens';
import type { Clock } from '../store/clock';
import { createClock } from '../store/clock';
import type { Records, Rows } from '../store/records';
import { createTable } from '../store/table';
import type { Faults } from '../trouble/faults';
import { createFaults } from '../trouble/faults';
import type { RateLimit, RateLimiter } from '../trouble/rate-limit';
import { createRateLimiter } from '../trouble/rate-limit';
import type { RequestLog } from './request-log';
import { createRequestLog } from './request-log';
import type { Seed } from './seed';
import { seedApplications, seedRows } from './seed';
import type { State } from './state';
import type { Profile, Version } from './versions';
import { profiles } from './versions';

/** Everything that makes up one simulated HaloPSA. A reset replaces the changeable parts with those of the seed. */
export type World = {
  readonly options: WorldOptions;
  readonly profile: Profile;
  clock: Clock;
  application: Application;
  foreignApplication: Application;
  rights: Rights;
  records: Records;
  tokens: Tokens;
  faults: Faults;
  limiter: RateLimiter;
  requests: RequestLog;
};

export type WorldOptions = Seed & {
  version: Version;
  tokenLifetimeSeconds: number;
  rateLimit: RateLimit | null;
  latencyMs: number;
  agentProfileBytes: number;
};

const byCustomer = ({ client_id }: { client_id: number }): number => client_id;

const indexed = (rows: Rows): Records => ({
  customers: createTable(rows.customers),
  sites: createTable(rows.sites, byCustomer),
  users: createTable(rows.users, byCustomer),
  suppliers: createTable(rows.suppliers),
  licences: createTable(rows.licences, byCustomer),
  tickets: createTable(rows.tickets, byCustomer),
  actions: createTable(rows.actions, ({ ticket_id }) => ticket_id),
});

const seededWith = ({ seed, customers, licencesPerCustomer }: Seed): string =>
  `seed ${seed}, ${customers} customers, ${licencesPerCustomer ?? 'some'} licences each`;

/** Creates the world from the saved `state` when it has the same seed; otherwise from the seed alone. */
export function createWorld(options: WorldOptions, state?: State): World {
  const kept = state?.seededWith === seededWith(options) ? state : undefined;
  const { own, foreign } = seedApplications(options.seed);
  const clock = createClock(kept?.clockOffsetSeconds);
  return {
    options,
    profile: profiles[options.version],
    clock,
    application: kept?.application ?? own,
    foreignApplication: foreign,
    rights: kept?.rights ?? guideRights,
    records: indexed(kept?.rows ?? seedRows(options)),
    tokens: createTokens(clock),
    faults: createFaults(),
    limiter: createRateLimiter(clock, options.rateLimit),
    requests: createRequestLog(clock),
  };
}

export const resetWorld = (world: World): World => Object.assign(world, createWorld(world.options));

export function stateOf({ options, clock, application, rights, records }: World): State {
  const { customers, sites, users, suppliers, licences, tickets, actions } = records;
  return {
    seededWith: seededWith(options),
    clockOffsetSeconds: clock.offsetSeconds(),
    application,
    rights,
    rows: {
      customers: [...customers.rows()],
      sites: [...sites.rows()],
      users: [...users.rows()],
      suppliers: [...suppliers.rows()],
      licences: [...licences.rows()],
      tickets: [...tickets.rows()],
      actions: [...actions.rows()],
    },
  };
}
