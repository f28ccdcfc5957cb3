import type { Candidate, RightsReport, Site } from '../../domain/access';
import type { TicketMappingNames } from '../../domain/connection/ticket-mapping';
import type { CheckedTarget, Target } from '../../domain/organization/machine';
import type { Actor, OrganizationReport, Problem, TicketMapping } from '../../domain/schema';

export const partnerId = 'p-42';
export const organizationId = 'o-7';

export const ada: Actor = { id: 'u-1', name: 'Ada' };
export const ben: Actor = { id: 'u-2', name: 'Ben' };

/** An instant, so many minutes after the first one. */
export const minute = (minutes: number): string => new Date(Date.UTC(2026, 0, 5) + minutes * 60_000).toISOString();

/** Every reference to a secret starts with this, so that a test can hunt for it. */
export const REFERENCE = 'vault-reference-';

export const siteUrl = 'https://acme.halopsa.com';
export const otherSiteUrl = 'https://globex.halopsa.com';

export const candidate: Candidate = { siteUrl, clientIdEnding: '1a2b', credentials: `${REFERENCE}1` };
export const renewed: Candidate = { siteUrl, clientIdEnding: '3c4d', credentials: `${REFERENCE}2` };
export const elsewhere: Candidate = { ...candidate, siteUrl: otherSiteUrl, credentials: `${REFERENCE}3` };

export const site: Site = {
  siteUrl,
  apiUrl: `${siteUrl}/api`,
  tokenUrl: `${siteUrl}/auth/token?tenant=acme`,
  version: '2.184.1',
  name: 'Acme',
};

export const rights: RightsReport = {
  checkedAt: minute(1),
  agent: 'Backup API',
  rights: [{ right: 'Tickets', status: 'granted', advice: null }],
};

export const refusedByHalo: Problem = { code: 'halo.refused', detail: 'HaloPSA does not know this.' };
export const wrongSecret: Problem = { code: 'halo.invalidClient', detail: 'The Client Secret is wrong.' };
export const unavailable: Problem = { code: 'halo.unavailable', detail: 'HaloPSA does not answer.' };

export const incidents: TicketMapping = { seatCount: 'used', ticketTypeId: 21, slaId: 3, priorityId: 1 };
export const alerts: TicketMapping = { ...incidents, ticketTypeId: 22 };
export const names: TicketMappingNames = { ticketType: 'Incident', sla: 'Gold', priority: 'High' };

export const report: OrganizationReport = {
  name: 'Initech',
  status: 'active',
  seats: { used: 12, purchased: 15, active: 11 },
  observedAt: minute(0),
};

export const backup: Target = { customerId: 12, softwareLicenceId: 900 };
export const archive: Target = { customerId: 12, softwareLicenceId: 901 };
export const checkedBackup: CheckedTarget = {
  ...backup,
  customerName: 'Initech Ltd',
  softwareLicenceName: 'Cloud Backup',
  siteUrl,
};
export const checkedArchive: CheckedTarget = { ...checkedBackup, ...archive, softwareLicenceName: 'Mail Archive' };
