import { z } from 'zod';
import type { Simulator } from '../simulator';
import type { Everything } from './everything';
import type { EmbeddedKeys, Person } from './keys';

const ORGANIZATIONS = 14;

/** How far an organization's seats are from its licence: most of them a little, some not at all, one so far that it is held. */
const changes = [3, 0, -2, 0, 1, 12, 0, -7, 2, 0, -60, 4, 0, 1] as const;

interface Given extends Pick<Everything, 'apiUrl' | 'simulator'> {
  readonly keys: Pick<EmbeddedKeys, 'signToken'>;
}

const Listed = z.object({ items: z.array(z.object({ organizationId: z.string() })) });

/**
 * Gives a partner that has no organizations some to begin with: customers of the simulated HaloPSA, with seats near their licences.
 * One that has nothing but some of them gets the others: a start before was stopped meanwhile.
 * @throws Error of one sentence
 */
export async function registerDemo({ apiUrl, keys, simulator }: Given, person: Person): Promise<void> {
  const organizations = `${apiUrl}/v1/partners/${person.partnerId}/organizations`;
  const headers = { authorization: `Bearer ${await keys.signToken(person)}`, 'content-type': 'application/json' };
  const { items } = Listed.parse(await answerOf(await fetch(`${organizations}?limit=${ORGANIZATIONS}`, { headers })));
  const there = new Set(items.map(({ organizationId }) => organizationId));
  const missing = demoOrganizations(simulator).filter(({ id }) => !there.delete(id));
  if (there.size > 0) return;
  for (const { id, ...report } of missing) {
    const body = JSON.stringify({ ...report, observedAt: new Date().toISOString() });
    await answerOf(await fetch(`${organizations}/${id}`, { method: 'PUT', headers, body }));
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const answer: Record<string, unknown> = Object(await response.json());
  if (!response.ok) throw new Error(`The organizations to begin with are not complete: ${String(answer.detail)}`);
  return answer;
}

function demoOrganizations({ control }: Pick<Simulator, 'control'>) {
  const licences = control.licences.list();
  const customers = control.customers.list().filter(({ inactive }) => !inactive);
  return customers.slice(0, ORGANIZATIONS).map(({ id, name }, index) => {
    const licence = licences.find(({ client_id, is_active }) => client_id === id && is_active);
    const used = Math.max(1, (licence?.count ?? 0) + (changes[index] ?? 0));
    return {
      id: idOf(name),
      name,
      status: 'active',
      seats: { used, purchased: used + 5, active: Math.ceil(used * 0.9) },
    };
  });
}

const idOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
