import { randomUUID } from 'node:crypto';
import { connectionWorkflowId, organizationWorkflowId } from '../../../workflows/messages';
import { newPartner } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import { connection, mapping, revoke, saveTicketMapping, ticketMapping } from '../../journeys/partner';
import type { Processes } from './processes';
import { startProcesses } from './processes';
import * as work from './work';
import { connect, connectedPartner, report, syncedOrganizations, under, until } from './work';

jest.setTimeout(180_000);

let system: Processes;
beforeEach(async () => {
  system = await startProcesses({ simulator: { customers: 60 } });
});
afterEach(() => system.stop());

const slow = (path: string, milliseconds: number) =>
  system.simulator.control.faults.add({ path, times: 1, effect: { kind: 'latency', milliseconds } });

const takeDown = () => system.simulator.control.faults.add({ effect: { kind: 'status', status: 503 } });

describe('kill -9 of the worker in the middle of a connect', () => {
  it('ends in Connected, with one Workflow, and asks nothing twice but what was under way', async () => {
    const partner = await newPartner(system.api);
    slow('/api/Agent/me', 30_000);
    const reply = connect(system, partner);
    await work.untilAsked(system, '/api/Agent/me');
    await system.worker.kill();
    await system.worker.start();
    // 202 where the new worker is late.
    expect([200, 202]).toContain((await reply).status);
    const connected = await until(
      () => connection(partner),
      ({ body }) => body.status === 'connected',
    );
    expect(connected).toMatchObject({ status: 200, body: { status: 'connected' } });
    const workflowId = connectionWorkflowId(partner.id);
    const executions = () => work.executions(system.client, workflowId);
    expect(await until(executions, (count) => count > 0)).toBe(1);
    expect(await work.accepted(system.client, workflowId, 'connect')).toBe(1);
    // Access tokens live in the memory of a worker, so the second one takes one of its own.
    expect(system.simulator.control.requests.report().byPath).toEqual({
      'GET /api/authinfo': 1,
      'GET /api/instanceinfo': 1,
      'POST /auth/token': 2,
      'GET /api/agent/me': 2,
      'GET /api/tickets': 1,
      'GET /api/tickettype': 1,
      'GET /api/client': 1,
      'GET /api/supplier': 1,
      'GET /api/softwarelicence': 1,
    });
  });
});

describe('kill -9 of the api between request and answer, and the same request again under its Idempotency-Key', () => {
  type Send = (key: string) => ReturnType<Partner['call']>;

  /** Sends, kills the api when the work is under way, and sends again; the answer, which a third request gets too. */
  async function sentAgain(send: Send, untilUnderWay: () => Promise<unknown>) {
    const key = randomUUID();
    const lost = expect(send(key)).rejects.toThrow();
    await untilUnderWay();
    await system.api.kill();
    await lost;
    await system.api.start();
    const { status, body } = await send(key);
    expect(await send(key)).toMatchObject({ status, body });
    return { status, body };
  }

  async function sentAgainWhileSlow(path: string, send: Send) {
    system.simulator.control.requests.clear();
    slow(path, 4_000);
    const answer = await sentAgain(send, () => work.untilAsked(system, path));
    expect(work.asked(system, path)).toBe(1);
    return answer;
  }

  it('is the same operation: one connection, one Update each, the same result', async () => {
    const partner = await newPartner(system.api);
    const [wanted = { customerId: 0, softwareLicenceId: 0 }] = work.targets(system);
    const update = (path: string, body: object) => (key: string) => partner.call('PUT', path, { body, ...under(key) });

    const connected = await sentAgainWhileSlow('/api/Agent/me', (key) => connect(system, partner, { key }));
    expect(connected).toMatchObject({ status: 200, body: { status: 'connected' } });
    const saved = await sentAgainWhileSlow('/api/SLA', update('/halopsa/ticket-mapping', ticketMapping));
    expect(saved).toMatchObject({ status: 200, body: { ticketMapping: { status: 'set' } } });
    await report(partner, 'o1', 4);
    const path = '/organizations/o1/halopsa/mapping';
    const mapped = await sentAgainWhileSlow(`/api/SoftwareLicence/${wanted.softwareLicenceId}`, update(path, wanted));
    expect(mapped).toMatchObject({ status: 200, body: { status: 'mapped', revision: 1 } });

    // A revoke waits for the turn in flight.
    system.simulator.control.requests.clear();
    slow('/api/SoftwareLicence', 4_000);
    await partner.call('POST', '/organizations/o1/halopsa/seats/start');
    await work.untilAsked(system, '/api/SoftwareLicence');
    const isRevoking = () =>
      until(
        () => connection(partner),
        ({ body }) => body.status === 'revoking',
      );
    const revoked = await sentAgain((key) => revoke(partner, under(key)), isRevoking);
    expect(revoked).toMatchObject({ status: 200, body: { status: 'disconnected' } });

    const workflowId = connectionWorkflowId(partner.id);
    for (const name of ['connect', 'saveTicketMapping', 'revokeConnection']) {
      expect([name, await work.accepted(system.client, workflowId, name)]).toEqual([name, 1]);
    }
    expect(await work.accepted(system.client, organizationWorkflowId(partner.id, 'o1'), 'mapOrganization')).toBe(1);
    expect(await work.executions(system.client, workflowId)).toBe(1);
  });
});

describe('kill -9 of Temporal', () => {
  it('loses nothing, and the api says 503 and when to come again meanwhile', async () => {
    const partner = await connectedPartner(system);
    await saveTicketMapping(partner);
    const organizations = await syncedOrganizations(system, partner, 3, 4);
    takeDown();
    for (const { id } of organizations) await report(partner, id, 5);
    const waiting = () =>
      work.gateWhen(partner, (gate) => gate.status === 'waitingForHalo' && gate.waiting.seatSync === 3);
    const before = await waiting();
    expect(before).toMatchObject({ status: 'waitingForHalo', waiting: { seatSync: 3 } });
    const shown = async () => {
      const { gate: _, ...kept } = (await connection(partner)).body;
      return {
        kept,
        mappings: await Promise.all(organizations.map(async ({ id }) => (await mapping(partner, id)).body)),
      };
    };
    const all = await shown();

    await system.temporal.kill();
    const refused = { status: 503, body: { code: 'unavailable' } };
    for (const call of [connection(partner), report(partner, 'o1', 6), saveTicketMapping(partner)]) {
      const reply = await call;
      expect(reply).toMatchObject(refused);
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await system.temporal.start();

    await until(
      () => connection(partner),
      ({ status }) => status === 200,
    );
    expect(await shown()).toEqual(all);
    expect(await waiting()).toMatchObject({ status: 'waitingForHalo', since: before.since, waiting: before.waiting });
    system.simulator.control.faults.clear();
    for (const { id, licence } of organizations) {
      expect(await work.written(partner, id, 5)).toMatchObject({ status: 'inSync', written: { count: 5 } });
      expect(work.countOf(system, licence)).toBe(5);
    }
  });
});

describe('kill -9 of the worker and of Temporal while 30 organizations wait in an outage', () => {
  it('writes the newest count of each, once', async () => {
    const partner = await connectedPartner(system);
    await saveTicketMapping(partner);
    const organizations = await syncedOrganizations(system, partner, 30, 4);
    takeDown();
    for (const { id } of organizations) await report(partner, id, 5);
    await work.gateWhen(partner, (gate) => gate.waiting.seatSync === 30);
    await Promise.all([system.worker.kill(), system.temporal.kill()]);
    await system.temporal.start();
    for (const { id } of organizations) expect(await report(partner, id, 6)).toMatchObject({ status: 200 });
    await system.worker.start();
    system.simulator.control.requests.clear();
    system.simulator.control.faults.clear();

    // And once more, in the middle of it.
    const behind = async () => organizations.filter(({ licence }) => work.countOf(system, licence) !== 6);
    await until(behind, (found) => found.length < 24);
    await system.worker.kill();
    await system.worker.start();
    expect(await until(behind, (found) => found.length === 0)).toEqual([]);
    expect(organizations.map(({ licence }) => work.writesTo(system, licence))).toEqual(organizations.map(() => 1));
    const drained = await work.gateWhen(partner, (gate) => gate.status === 'open' && gate.waiting.seatSync === 0);
    expect(drained).toMatchObject({ status: 'open', waiting: { seatSync: 0 }, parked: 0 });
  });
});
