import type { Simulator } from '../simulator';
import type { Everything } from './everything';
import type { Person } from './keys';

const ORGANIZATIONS = 14;

/** How far an organization's seats are from its licence: most of them a little, some not at all, one so far that it is held. */
const changes = [3, 0, -2, 0, 1, 12, 0, -7, 2, 0, -60, 4, 0, 1] as const;

/**
 * Gives a partner that has no organizations some to begin with: customers of the simulated HaloPSA, with seats near their licences.
 * @throws Error of one sentence
 */
export async function registerDemo(
  { apiUrl, keys, simulator }: Pick<Everything, 'apiUrl' | 'keys' | 'simulator'>,
  person: Person,
): Promise<void> {
  const organizations = `${apiUrl}/v1/partners/${person.partnerId}/organizations`;
  const headers = { authorization: `Bearer ${await keys.signToken(person)}`, 'content-type': 'application/json' };
  const { items } = await answerOf(await fetch(`${organizations}?limit=1`, { headers }));
  if (Array.isArray(items) && items.length > 0) return;
  for (const { id, ...report } of demoOrganizations(simulator)) {
    const body = JSON.stringify({ ...report, observedAt: new Date().toISOString() });
    await answerOf(await fetch(`${organizations}/${id}`, { method: 'PUT', headers, body }));
  }
}

async function answerOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
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
