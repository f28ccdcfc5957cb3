/** Every page that has an address of its own, for the palette. */
export const pages = [
  { title: 'Integration', to: '/integration', permission: 'act' },
  { title: 'HaloPSA', to: '/integration/halopsa', permission: 'act' },
  { title: 'Connect HaloPSA', to: '/integration/halopsa/connect', permission: 'act' },
  { title: 'Ticket mapping', to: '/integration/halopsa/ticket-mapping', permission: 'act' },
  { title: 'Manage Connection', to: '/integration/halopsa/manage', permission: 'act' },
  { title: 'Organizations', to: '/organizations', permission: 'readSeats' },
  { title: 'Activity', to: '/activity', permission: 'act' },
] as const;
