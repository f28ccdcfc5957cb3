import { createRandom } from './random';

/** How this MSP has set its HaloPSA up: ticket types, SLAs, priorities, statuses, outcomes and teams. Nothing here changes. */

/** These ids mean the same in every simulator, so their GUIDs do too, whatever the seed. */
const { guid } = createRandom(2184);

export type Sla = { id: number; guid: string; name: string; workday_id: number };
export const slas: readonly Sla[] = [
  { id: 1, guid: guid(), name: 'Standard (business hours)', workday_id: 1 },
  { id: 2, guid: guid(), name: 'Premium (24x7)', workday_id: 2 },
  { id: 3, guid: guid(), name: 'Changes', workday_id: 1 },
];

/** The row's id is a UUID; tickets carry `priorityid`, which is small and repeats in every SLA (halopsa-api.md 3.3). */
export type Priority = ReturnType<typeof priority>;
const priority = (slaid: number, priorityid: number, name: string, fixtime: number, ishidden = false) => ({
  id: guid(),
  slaid,
  priorityid,
  name,
  ishidden,
  colour: '#4a90d9',
  fixtime,
  fixunits: 'H',
  responsetime: Math.ceil(fixtime / 4),
  responseunits: 'H',
});

export const priorities: readonly Priority[] = [
  priority(1, 1, 'Critical', 4),
  priority(1, 2, 'High', 8),
  priority(1, 3, 'Medium', 24),
  priority(1, 4, 'Low', 72),
  priority(1, 5, 'Internal only', 200, true),
  priority(2, 1, 'P1 Outage', 2),
  priority(2, 2, 'P2 Degraded', 6),
  priority(2, 3, 'P3 Question', 24),
  priority(3, 1, 'Urgent change', 8),
  priority(3, 2, 'Normal change', 120),
];

export type Status = { id: number; guid: string; name: string; shortname: string; closes: boolean };
const status = (id: number, name: string, closes = false): Status => ({
  id,
  guid: guid(),
  name,
  shortname: name,
  closes,
});
export const statuses: readonly Status[] = [
  status(1, 'New'),
  status(2, 'In Progress'),
  status(4, 'With User'),
  status(5, 'With Supplier'),
  status(8, 'Cancelled', true),
  status(9, 'Closed', true),
  status(28, 'On hold'),
];

export type TicketType = {
  id: number;
  guid: string;
  name: string;
  domain: 'reqs' | 'opps' | 'prjs';
  group_id: number;
  group_name: string;
  /** -1 when the type has no SLA of its own. */
  default_sla: number;
  default_priority: number;
  /** The agent may raise it. */
  cancreate: boolean;
  agentscanselect: boolean;
  visible: boolean;
  needsSite: boolean;
  needsApproval: boolean;
  /** Customers it is for; empty means all. */
  allowedClients: readonly number[];
  /** Statuses it may have; empty means all. */
  allowedStatuses: readonly number[];
};
const ordinaryType: Omit<TicketType, 'id' | 'guid' | 'name'> = {
  domain: 'reqs',
  group_id: 1,
  group_name: 'Service Desk',
  default_sla: 1,
  default_priority: 3,
  cancreate: true,
  agentscanselect: true,
  visible: true,
  needsSite: false,
  needsApproval: false,
  allowedClients: [],
  allowedStatuses: [],
};
const ticketType = (id: number, name: string, differs: Partial<typeof ordinaryType> = {}): TicketType => ({
  ...ordinaryType,
  ...differs,
  id,
  guid: guid(),
  name,
});

export const ticketTypes: readonly TicketType[] = [
  ticketType(1, 'Incident'),
  ticketType(2, 'Service Request', { default_priority: 4 }),
  ticketType(3, 'Backup Alert', { default_sla: 2, default_priority: 2 }),
  ticketType(4, 'Onsite Visit', { needsSite: true }),
  ticketType(5, 'Change Request', { default_sla: 3, default_priority: 2, needsApproval: true }),
  ticketType(6, 'General Enquiry', { default_sla: -1, default_priority: 0 }),
  ticketType(7, 'HR Confidential', { cancreate: false, agentscanselect: false }),
  ticketType(8, 'Managed Task', { allowedClients: [12, 13], allowedStatuses: [1, 2, 9] }),
  ticketType(9, 'Sales Opportunity', {
    domain: 'opps',
    group_id: 2,
    group_name: 'Sales',
    default_sla: -1,
    default_priority: 0,
  }),
  ticketType(10, 'Legacy Request', { visible: false }),
];

/** `allowed: false` marks an outcome that the agent's role does not allow. */
export const outcomes = [
  { id: 5, name: 'Email User', allowed: true },
  { id: 7, name: 'Internal Note', allowed: true },
  { id: 9, name: 'Close', allowed: true },
  { id: 23, name: 'Approve', allowed: false },
] as const;

export const teams = [
  { id: 1, guid: guid(), name: '1st Line Support', sequence: 1, forrequests: true, inactive: false },
  { id: 2, guid: guid(), name: 'Accounts', sequence: 2, forrequests: true, inactive: false },
] as const;

/** The agent that the application logs in as, its role, and a colleague; 1 is HaloPSA's "Unassigned". */
export const UNASSIGNED = 1;
export const apiAgent = {
  id: 23,
  name: 'Backup Portal API',
  isapiagent: true,
  isdisabled: false,
  team: teams[0].name,
} as const;
export const agents = [
  { id: UNASSIGNED, name: 'Unassigned', isapiagent: false, isdisabled: false, team: teams[0].name },
  { id: 5, name: 'Sam Okafor', isapiagent: false, isdisabled: false, team: teams[0].name },
  apiAgent,
] as const;
export const role = { id: guid(), id_int: 7, name: 'Backup Portal', notes: '' } as const;

export const ticketTypeById: ReadonlyMap<number, TicketType> = new Map(ticketTypes.map((type) => [type.id, type]));
export const statusById: ReadonlyMap<number, Status> = new Map(statuses.map((row) => [row.id, row]));
export const prioritiesOf = (slaId: number): readonly Priority[] => priorities.filter((row) => row.slaid === slaId);
