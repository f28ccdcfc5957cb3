import type { Halo } from './halo';
import type { Partner } from './partner';
import { each } from './steps';

/** An organization of a partner, and the licence that is its. */
export interface Organization {
  readonly id: string;
  readonly customerId: number;
  readonly softwareLicenceId: number;
  /** What the licence held at first. */
  readonly count: number;
}

/** Little enough that the server is the limit, not a queue in front of it. */
const AT_ONCE = 8;

/** One for each of the first customers: its first licence. */
export async function organizationsIn(halo: Halo, wanted: number): Promise<readonly Organization[]> {
  const firsts = new Map<number, Organization>();
  for (const { id, client_id, count, is_active } of await halo.licences()) {
    if (!is_active || firsts.has(client_id) || firsts.size === wanted) continue;
    firsts.set(client_id, { id: `o${firsts.size}`, customerId: client_id, softwareLicenceId: id, count });
  }
  return [...firsts.values()];
}

export const report = ({ call }: Partner, { id }: Pick<Organization, 'id'>, used: number): Promise<unknown> =>
  call('PUT', `/organizations/${id}`, {
    name: `Organization ${id}`,
    status: 'active',
    seats: { used, purchased: used + 5, active: used },
    observedAt: new Date().toISOString(),
  });

const map = ({ call }: Partner, { id, customerId, softwareLicenceId }: Organization): Promise<unknown> =>
  call('PUT', `/organizations/${id}/halopsa/mapping`, { customerId, softwareLicenceId });

export const say = ({ call }: Partner, { id }: Organization, command: 'start' | 'sync'): Promise<unknown> =>
  call('POST', `/organizations/${id}/halopsa/seats/${command}`);

/** Every organization, so many at once. */
export const forAll = (
  organizations: readonly Organization[],
  signal: AbortSignal,
  work: (organization: Organization, index: number) => Promise<unknown>,
): Promise<void> => each(organizations, { atOnce: AT_ONCE, signal }, work);

/** Each counts one seat more than its licence holds, so that a first sync has something to write. */
export const registerAll = (partner: Partner, organizations: readonly Organization[], signal: AbortSignal) =>
  forAll(organizations, signal, (one) => report(partner, one, one.count + 1));

export const mapAll = (partner: Partner, organizations: readonly Organization[], signal: AbortSignal) =>
  forAll(organizations, signal, (one) => map(partner, one));
