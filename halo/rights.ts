import type { ProbedRight, ProbeResult } from './probe';
import { levelOf } from './values';
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
    ...required.map((one) => asRight(one, statusOf(one, agent, probes), probes)),
    ...visible.map((one) => asRight(one, seenIn(probes[one.list]), probes)),
  ];
}

function seenIn({ readable, rows }: ProbeResult): Right['status'] {
  if (readable === null) return 'unknown';
  return readable && rows > 0 ? 'granted' : 'missing';
}

/** The rights without which HaloPSA refuses a path, as words; undefined where the guide names none. */
export function rightsFor(path: string): string | undefined {
  const [entity = ''] = path.split('/');
  const names = required.flatMap(({ right, entities }) => (entities.includes(entity) ? [`“${right}”`] : []));
  return names.length === 0 ? undefined : names.join(', ');
}

function statusOf({ claim, level, list, provesAll }: Required, { claims }: HaloAgent, probes: Probes): Right['status'] {
  const readable = list === undefined || probes[list].readable;
  if (readable === false) return 'missing';
  const isAdministrator = (levelOf(claims.SA) ?? 0) > 0;
  const told = isAdministrator ? level : levelOf(claims[claim]);
  if (told !== undefined && told < level) return 'missing';
  if (readable === null) return 'unknown';
  // Older versions have other names for claims, so an absent one says nothing.
  return told !== undefined || provesAll ? 'granted' : 'unknown';
}

const notShown =
  'HaloPSA answered with an error instead of this list, so the right could not be checked. Look whether its module is switched on in HaloPSA, then check the rights again.';

function asRight(
  { right, advice, list }: Pick<Required, 'right' | 'advice' | 'list'>,
  status: Right['status'],
  probes: Probes,
): Right {
  if (status === 'granted') return { right, status, advice: null };
  const isNotShown = status === 'unknown' && list !== undefined && probes[list].readable === null;
  return { right, status, advice: isNotShown ? notShown : advice };
}
