/** Every page that has an address of its own, for the palette. */
export const pages = [
  { title: 'Integration', to: '/integration', permission: 'act' },
  { title: 'HaloPSA', to: '/integration/halopsa', permission: 'act' },
  { title: 'Connect HaloPSA', to: '/integration/halopsa/connect', permission: 'act' },
  { title: 'Ticket mapping', to: '/integration/halopsa/ticket-mapping', permission: 'act' },
  { title: 'Manage Connection', to: '/integration/halopsa/manage', permission: 'readSeats' },
  { title: 'Organizations', to: '/organizations', permission: 'readSeats' },
  { title: 'Activity', to: '/activity', permission: 'act' },
] as const;

/** Where an organization is opened: who may act manages it, who may not sees its seats. */
export const organizationAt = (organizationId: string, mayAct: boolean): string =>
  mayAct
    ? `/integration/halopsa/manage?${new URLSearchParams({ organization: organizationId })}`
    : `/organizations?${new URLSearchParams({ seats: organizationId })}`;
