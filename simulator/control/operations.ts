import { randomUUID } from 'node:crypto';
import type { Application } from '../login/application';
import type { Rights } from '../login/rights';
import { inStatus } from '../resources/tickets';
import type { Action, Customer, Licence, Ticket } from '../store/records';
import type { Table } from '../store/table';
import type { RequestReport } from '../tenant/request-log';
import type { World } from '../tenant/world';
import { resetWorld } from '../tenant/world';
import type { Faults } from '../trouble/faults';
import type { RateLimit } from '../trouble/rate-limit';
import type { ApplicationEdit, CustomerEdit, LicenceEdit, TicketEdit } from './edits';
import { RightsEdit } from './edits';

/** What a person or a test can change in this HaloPSA: its time, rights, faults, and the records as the MSP's own people would. */
export type Control = {
  readonly faults: Pick<Faults, 'add' | 'list' | 'remove' | 'clear'>;
  readonly clock: { now(): Date; advance(seconds: number): void };
  readonly rights: { get(): Rights; change(edit: RightsEdit): Rights };
  readonly application: {
    get(): ShownApplication;
    change(edit: ApplicationEdit): ShownApplication;
    /** Replaces the secret; the old one is refused from now on. Without an argument the new secret is random and not returned. */
    rotateSecret(clientSecret?: string): void;
    /** Live tokens are refused from now on. */
    endTokens(): void;
  };
  readonly rateLimit: { get(): RateLimit | null; set(limit: RateLimit | null): void };
  readonly requests: { report(): RequestReport; clear(): void };
  readonly customers: Editable<Customer, CustomerEdit>;
  readonly licences: Editable<Licence, LicenceEdit>;
  readonly tickets: Editable<TicketWithActions, TicketEdit>;
  /** Back to the seed. */
  reset(): void;
};

/** The application without its secret. */
export type ShownApplication = Omit<Application, 'clientSecret'>;
export type TicketWithActions = Ticket & { actions: Action[] };

/** Records as stored. All but `list` throw NoSuchRecord when there is none with the id. */
export type Editable<Shown, Edit> = {
  /** All of them, or one customer's. */
  list(customerId?: number): Shown[];
  get(id: number): Shown;
  change(id: number, edit: Edit): Shown;
  /** Removes the record completely. HaloPSA's own delete only marks it. */
  remove(id: number): void;
};

export class NoSuchRecord extends Error {
  constructor(id: number) {
    super(`There is no record with the id ${id}.`);
  }
}

function stored<Row>(table: Table<Row>, id: number): Row {
  const row = table.get(id);
  if (row === undefined) throw new NoSuchRecord(id);
  return row;
}

/** `table` is a function because a reset replaces the table. */
function editable<Row extends { id: number }, Edit, Shown>(
  table: () => Table<Row>,
  edited: (row: Row, edit: Edit) => Row,
  shown: (row: Row) => Shown,
): Editable<Shown, Edit> {
  return {
    list: (customerId) => [...table().rows(customerId)].map(shown),
    get: (id) => shown(stored(table(), id)),
    change: (id, edit) => shown(table().save(edited(stored(table(), id), edit))),
    remove: (id) => table().remove(stored(table(), id).id),
  };
}

function recordsControl(world: World): Pick<Control, 'customers' | 'licences' | 'tickets'> {
  const withActions = (ticket: Ticket) => ({ ...ticket, actions: [...world.records.actions.rows(ticket.id)] });
  const inItsStatus = (ticket: Ticket, { status_id = ticket.status_id, ...edit }: TicketEdit): Ticket => ({
    ...inStatus(world, ticket, status_id),
    ...edit,
  });
  return {
    customers: editable(
      () => world.records.customers,
      (row, edit: CustomerEdit) => ({ ...row, ...edit }),
      (row) => ({ ...row }),
    ),
    licences: editable(
      () => world.records.licences,
      (row, edit: LicenceEdit) => ({ ...row, ...edit }),
      (row) => ({ ...row }),
    ),
    tickets: editable(() => world.records.tickets, inItsStatus, withActions),
  };
}

function applicationControl(world: World): Control['application'] {
  const shown = ({ clientSecret: _, ...rest }: Application): ShownApplication => rest;
  return {
    get: () => shown(world.application),
    change: (edit) => {
      world.application = { ...world.application, ...edit };
      return shown(world.application);
    },
    rotateSecret: (clientSecret = `${randomUUID()}-${randomUUID()}`) => {
      world.application = { ...world.application, clientSecret };
    },
    endTokens: () => world.tokens.endAll(),
  };
}

function changeRights(world: World, edit: RightsEdit): Rights {
  const { claims, ...rest } = RightsEdit.parse(edit);
  world.rights = { ...world.rights, ...rest, claims: { ...world.rights.claims, ...claims } };
  return world.rights;
}

export const createControl = (world: World): Control => ({
  faults: {
    add: (fault) => world.faults.add(fault),
    list: () => world.faults.list(),
    remove: (id) => world.faults.remove(id),
    clear: () => world.faults.clear(),
  },
  clock: { now: () => new Date(world.clock.now()), advance: (seconds) => world.clock.advance(seconds) },
  rights: { get: () => world.rights, change: (edit) => changeRights(world, edit) },
  application: applicationControl(world),
  rateLimit: { get: () => world.limiter.get(), set: (limit) => world.limiter.set(limit) },
  requests: { report: () => world.requests.report(), clear: () => world.requests.clear() },
  ...recordsControl(world),
  reset: () => {
    resetWorld(world);
  },
});
