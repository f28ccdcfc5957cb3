import { z } from 'zod';
import {
  choicesWorkflowId,
  connectionWorkflowId,
  gateWorkflowId,
  licenceOwnersWorkflowId,
  organizationWorkflowId,
} from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import { histories } from '../../journeys/hunt';
import {
  aPartner,
  connect,
  connection,
  credentialsOf,
  impatient,
  map,
  mappedPartner,
  mapping,
  quieten,
  register,
  revoke,
  takeDown,
  target,
  ticketMapping,
  untilStatus,
} from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const idsOf = async (query: string): Promise<string[]> => {
  const found = [];
  for await (const { workflowId } of system.client.workflow.list({ query })) found.push(workflowId);
  return found.sort();
};
const untilFound = (query: string, ids: readonly string[]) =>
  eventually(
    () => idsOf(query),
    (found) => found.join() === [...ids].sort().join(),
  );

const Metadata = z.looseObject({ currentDetails: z.string() });
const detailsOf = async (workflowId: string) =>
  Metadata.parse(await system.client.workflow.getHandle(workflowId).query('__temporal_workflow_metadata'))
    .currentDetails;

it('acceptance 75: finds what there is by partner, organization, customer, licence and operation', async () => {
  const partner = await mappedPartner(system);
  await partner.call('GET', '/halopsa/choices/slas');
  const body = target(system, 1);
  const path = '/organizations/o1/halopsa/mapping';
  await partner.call('PUT', path, { body, headers: { 'idempotency-key': 'k-42' } });
  const [own, organization] = [connectionWorkflowId(partner.id), organizationWorkflowId(partner.id, 'o1')];
  const list = choicesWorkflowId(partner.id, { list: 'slas' });
  const all = [own, organization, list, gateWorkflowId(partner.id), licenceOwnersWorkflowId(partner.id)];
  for (const [query, ids] of [
    [`PartnerId = "${partner.id}"`, all],
    [`PartnerId = "${partner.id}" AND OrganizationId = "o1"`, [organization]],
    [`PartnerId = "${partner.id}" AND CustomerId = "${body.customerId}"`, [organization]],
    [`PartnerId = "${partner.id}" AND SoftwareLicenceId = ${body.softwareLicenceId}`, [organization]],
    [`OperationIds = "k-42:mapOrganization"`, [organization]],
    [`PartnerId = "${partner.id}" AND \`Status\` = "connected"`, [own]],
    [`PartnerId = "${partner.id}" AND SoftwareLicenceId = ${target(system).softwareLicenceId}`, []],
  ] as const) {
    expect({ query, found: await untilFound(query, ids) }).toEqual({ query, found: [...ids].sort() });
  }
});

it('acceptance 75: reads in words what each Workflow is, what it waits for, every error and the next try', async () => {
  const partner = await mappedPartner(system);
  takeDown(system);
  await register(partner, 'o2', { name: 'Initech' });
  await map(partner, 'o2', target(system, 1));
  await eventually(
    () => connection(partner),
    ({ body }) => Object(body.gate).status === 'waitingForHalo',
  );
  const [own, organization, gate] = [
    ...([
      connectionWorkflowId(partner.id),
      organizationWorkflowId(partner.id, 'o2'),
      gateWorkflowId(partner.id),
    ] as const),
  ];
  for (const [workflowId, summary, words] of [
    [
      own,
      `Connection of partner ${partner.id} to HaloPSA`,
      /\*\*connected\*\* since .*: Connected to .*\n\nWhose move: nobody\./,
    ],
    [
      organization,
      `Organization o2 of partner ${partner.id}`,
      /\*\*Initech\*\* \(active\) is \*\*pendingCheck\*\*: .*Whose move: halo\./s,
    ],
    [
      gate,
      `Gate of partner ${partner.id} to HaloPSA`,
      /\*\*waitingForHalo\*\*: HaloPSA cannot be used at the moment\. .*(try again by ourselves|just trying).*Whose move: halo\. /s,
    ],
  ] as const) {
    const description = await system.client.workflow.getHandle(workflowId).describe();
    expect(await description.staticSummary()).toBe(summary);
    expect(await description.staticDetails()).toMatch(/^[A-Z].{20,}\.$/);
    expect(await detailsOf(workflowId)).toMatch(words);
  }
  const history = [...(await histories(system.client))].find(([id]) => id.startsWith(organization))?.[1];
  expect(history).toContain('HaloPSA is out of order or in maintenance.');
  expect(history).toContain('Halo.unavailable');
});

it('answers everybody who looks while the Workflow is at work', async () => {
  const partner = await mappedPartner(system);
  const looks = Array.from({ length: 20 }, () => mapping(partner, 'o1'));
  const replies = await Promise.all([map(partner, 'o1', target(system, 1)), ...looks]);
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
});

const sentence = expect.stringMatching(/^[A-Z].*[.!]/s);
const words = { message: sentence, whoseMove: expect.stringMatching(/^(you|halo|us|nobody)$/) };

it('acceptance 80: has words for every state that a partner comes through', async () => {
  const partner = await aPartner(system);
  const {
    simulator: { control },
  } = system;
  const seen = async (status: string) => {
    const { body } = await untilStatus(() => connection(partner), status);
    expect(body).toMatchObject({ status, ...words, ticketMapping: { message: sentence } });
    if (body.gate !== null) expect(body.gate).toMatchObject(words);
  };
  const organization = async (status: string) =>
    expect((await untilStatus(() => mapping(partner, 'o1'), status)).body).toMatchObject({
      status,
      ...words,
      sync: words,
    });
  await register(partner, 'o1');
  await seen('disconnected');
  await organization('unmapped');
  const slow = control.faults.add({ effect: { kind: 'latency', milliseconds: 400 } });
  const connecting = connect(system, partner);
  await seen('verifying');
  control.faults.remove(slow.id);
  await connecting;
  await seen('connected');
  takeDown(system);
  await partner.call('PUT', '/halopsa/ticket-mapping', { body: ticketMapping });
  await map(partner, 'o1', { ...target(system), softwareLicenceId: 999_999 });
  await organization('pendingCheck');
  await seen('connected');
  control.faults.clear();
  await organization('refused');
  await map(partner, 'o1', target(system));
  await organization('mapped');
  await partner.call('POST', '/halopsa/gate/pause');
  await seen('connected');
  await partner.call('POST', '/halopsa/gate/resume');
  control.application.change({ active: false });
  control.application.endTokens();
  await partner.call('GET', '/halopsa/choices/slas');
  await seen('needsReconnect');
  expect(credentialsOf(system).siteUrl).toBe((await connection(partner)).body.siteUrl);
  await revoke(partner);
  await seen('disconnected');
  await organization('kept');
});
