import type { System } from '../support/system';
import type { map, Partner } from './partner';
import { connectedPartner, mapping, register } from './partner';

/*
 * Two organizations of a partner that want the same Software Licence.
 */

export const names = { o1: 'Acme', o2: 'Initech' } as const;
type Id = keyof typeof names;
export const both: readonly Id[] = ['o1', 'o2'];

export async function registeredPartner(system: System): Promise<Partner> {
  const partner = await connectedPartner(system);
  for (const id of both) await register(partner, id, { name: names[id] });
  return partner;
}

/** HaloPSA takes so long that each is checked while the other is not mapped yet. */
export const slowDown = ({ simulator }: System) =>
  simulator.control.faults.add({ path: '/api/client', effect: { kind: 'latency', milliseconds: 150 } });

/** The answer to who wants the licence of another organization. */
export const taken = (owner: Id) => ({
  status: 422,
  body: {
    code: 'mapping.licenceTaken',
    detail: expect.stringMatching(`^${names[owner]} is (just being )?mapped to this Software Licence`),
  },
});

/** One of the two has the licence, and the other one was told who; gives what the other one has. */
export async function expectOneOwner(partner: Partner, replies: readonly Awaited<ReturnType<typeof map>>[]) {
  const [winner, loser] = replies[0]?.status === 200 ? both : both.toReversed();
  if (winner === undefined || loser === undefined) throw new Error('There are two.');
  expect(replies[both.indexOf(winner)]).toMatchObject({ status: 200, body: { status: 'mapped' } });
  expect(replies[both.indexOf(loser)]).toMatchObject(taken(winner));
  return { loser, body: (await mapping(partner, loser)).body };
}
