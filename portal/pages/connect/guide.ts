/** One thing to do in HaloPSA; what is typed there can be copied. */
export interface Step {
  /** Under which its tick is remembered. */
  readonly id: string;
  readonly text: string;
  readonly copies?: string;
}

export interface Part {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** What is set up in HaloPSA before connecting, in this order. */
export const guide: readonly Part[] = [
  {
    title: 'Role',
    steps: [
      {
        id: 'role-new',
        text: 'Configuration > Teams & Agents > Roles > New. Give it a name:',
        copies: 'Backup API role',
      },
      { id: 'role-save', text: 'Save, then Edit: only then open the tab Permissions' },
      { id: 'role-tickets', text: 'Feature Access > Tickets: Read and Modify' },
      { id: 'role-customers', text: 'Feature Access > Customers: Read Only' },
      { id: 'role-suppliers', text: 'Feature Access > Suppliers: Read and Modify' },
      { id: 'role-licensing', text: 'Feature Access > Software Licensing: Read and Modify' },
      { id: 'role-add', text: 'Ticket Permissions > Can add new Tickets: Yes' },
      {
        id: 'role-edit',
        text: 'Ticket Permissions > Can edit Tickets which are not assigned to them: Yes',
      },
      { id: 'role-types', text: 'Ticket Type Restrictions > Allow use of all Ticket Types: Yes' },
      {
        id: 'role-clients',
        text: 'Client Restrictions > Allow use of all Customers: Yes, which is convenient; or No, and choose the customers that may be mapped',
      },
    ],
  },
  {
    title: 'Agent',
    steps: [
      { id: 'agent-new', text: 'Configuration > Teams & Agents > Agents > New. Username:', copies: 'backup-api' },
      { id: 'agent-role', text: 'Choose the role that you have just made' },
      { id: 'agent-active', text: 'Tick Account Active' },
      { id: 'agent-api', text: 'Tick Is an API-only Agent' },
      { id: 'agent-team', text: 'Default Team: No Default Team' },
      { id: 'agent-hours', text: 'Work Hours: Default Working Hours' },
      { id: 'agent-invoices', text: 'Untick Can approve Invoices' },
      { id: 'agent-save', text: 'Save' },
    ],
  },
  {
    title: 'Application',
    steps: [
      {
        id: 'application-new',
        text: 'Configuration > Integrations > HaloPSA API (newer HaloPSA: Advanced > Integrations) > View Applications > New. Give it a name:',
        copies: 'Backup portal',
      },
      { id: 'application-active', text: 'Tick Active' },
      { id: 'application-method', text: 'Authentication Method: Client ID and Secret (Services)' },
      { id: 'application-secret', text: 'Copy the Client Secret now: HaloPSA shows it once' },
      { id: 'application-login', text: 'Login Type: Agent; then select the agent that you have made' },
      { id: 'application-permissions', text: 'Tab Permissions: tick', copies: 'all:standard' },
      { id: 'application-save', text: 'Save, then copy the Client ID' },
    ],
  },
];
