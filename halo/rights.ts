import type { ProbedRight, ProbeResult } from './probe';
import type { ClaimType, HaloAgent } from './wire';

export interface Right {
  /** As the guide names it. */
  right: string;
  status: 'granted' | 'missing' | 'unknown';
  /** What to change in HaloPSA; null when nothing is. */
  advice: string | null;
}

export type Probes = Readonly<Record<ProbedRight, ProbeResult>>;

const permissions = 'Configuration > Teams & Agents > Roles, tab Permissions';

/**
 * One right that the guide asks for: the claim that says so, from which level on (halopsa-api.md 3.11), and the list that
 * shows whether it can be read. A list proves reading only, so the claim decides where writing is needed.
 */
interface Required {
  right: string;
  /** What it allows to read or change, by the first part of the path. */
  entities: readonly string[];
  claim: ClaimType;
  level: number;
  list?: ProbedRight;
  provesAll?: true;
  advice: string;
}

const required: readonly Required[] = [
  {
    right: 'Tickets: Read and Modify',
    entities: ['Tickets', 'Actions'],
    claim: 'Tx',
    level: 2,
    list: 'tickets',
    advice: `Set Feature Access > Tickets to Read and Modify (${permissions}).`,
  },
  {
    right: 'Can add new tickets',
    entities: ['Tickets'],
    claim: 'l6',
    level: 1,
    advice: `Set Ticket Permissions > Can add new Tickets to Yes (${permissions}).`,
  },
  {
    right: 'Can edit tickets which are not assigned to them',
    entities: ['Tickets', 'Actions'],
    claim: 'le',
    level: 1,
    advice: `Set Ticket Permissions > Can edit Tickets which are not assigned to them to Yes (${permissions}).`,
  },
  {
    right: 'Customers: Read Only',
    entities: ['Client'],
    claim: 'Ux',
    level: 2,
    list: 'customers',
    provesAll: true,
    advice: `Set Feature Access > Customers to Read Only (${permissions}).`,
  },
  {
    right: 'Suppliers: Read and Modify',
    entities: ['Supplier'],
    claim: 'Sx',
    level: 2,
    list: 'suppliers',
    advice: `Set Feature Access > Suppliers to Read and Modify (${permissions}).`,
  },
  {
    right: 'Software Licensing: Read and Modify',
    entities: ['SoftwareLicence'],
    claim: 'Lx',
    level: 2,
    list: 'softwareLicences',
    advice: `Set Feature Access > Software Licensing to Read and Modify (${permissions}).`,
  },
];

/** A restriction may allow all of them or only some. The right is granted when the agent sees at least one. */
const visible: readonly { right: string; list: ProbedRight; advice: string }[] = [
  {
    right: 'Ticket types can be used',
    list: 'ticketTypes',
    advice:
      'The agent sees no ticket types. Set Ticket Type Restrictions > Allow use of all Ticket Types to Yes in its role; if that is set, give the agent a Default Team other than "No Default Team" (Configuration > Teams & Agents > Agents).',
  },
  {
    right: 'Customers can be used',
    list: 'customers',
    advice:
      'The agent sees no customers. Set Client Restrictions > Allow use of all Customers to Yes in its role, or choose the customers that it may use.',
  },
];

/** What the agent may do, right by right, from its claims and from what its lists show (acceptance 4-7, 11, 14). */
export function rightsOf(agent: HaloAgent, probes: Probes): Right[] {
  return [
    ...required.map((one) => asRight(one.right, one.advice, statusOf(one, agent, probes))),
    ...visible.map(({ right, advice, list }) => {
      const { readable, rows } = probes[list];
      return asRight(right, advice, readable && rows > 0 ? 'granted' : 'missing');
    }),
  ];
}

/** The rights without which HaloPSA refuses a path, as words; undefined where the guide names none. */
export function rightsFor(path: string): string | undefined {
  const [entity = ''] = path.split('/');
  const names = required.flatMap(({ right, entities }) => (entities.includes(entity) ? [`“${right}”`] : []));
  return names.length === 0 ? undefined : names.join(', ');
}

function statusOf({ claim, level, list, provesAll }: Required, { claims }: HaloAgent, probes: Probes): Right['status'] {
  if (list !== undefined && !probes[list].readable) return 'missing';
  if (claims.SA?.toLowerCase() === 'true') return 'granted';
  const value = claims[claim];
  if (value !== undefined) return Number(value) >= level ? 'granted' : 'missing';
  // Older versions have other names for claims, so an absent one says nothing.
  return provesAll ? 'granted' : 'unknown';
}

const asRight = (right: string, advice: string, status: Right['status']): Right => ({
  right,
  status,
  advice: status === 'granted' ? null : advice,
});
