/**
 * What a code means to whoever called. `retryable`: the same call may succeed soon, unchanged.
 * `outcome`: HaloPSA as a whole cannot be used now, it refuses this connection, or it refuses only this one thing.
 * `field`: the connect form's field to correct. `sentence`: for the partner, naming the HaloPSA screen to open.
 */
export interface HaloErrorMeaning {
  retryable: boolean;
  outcome: 'unavailable' | 'refusedCredentials' | 'refused';
  field: 'siteUrl' | 'clientId' | 'clientSecret' | null;
  sentence: string;
}

const integration = 'Configuration > Integrations > HaloPSA API (newer HaloPSA: Advanced > Integrations)';
const apiDetails = `${integration} > API Details`;
const applications = `${integration} > View Applications`;
const agents = 'Configuration > Teams & Agents > Agents';
const roles = 'Configuration > Teams & Agents > Roles';

const meanings = {
  addressForbidden: {
    retryable: false,
    outcome: 'unavailable',
    field: 'siteUrl',
    sentence: `This address is not a public https address, so it was not called. Copy the Resource Server from ${apiDetails}, without “/API”.`,
  },
  impossibleHost: {
    retryable: false,
    outcome: 'unavailable',
    field: 'siteUrl',
    sentence: `No server can have a name this long: at most 253 characters, and 63 between two dots. Compare the Site URL with the Resource Server in ${apiDetails}.`,
  },
  hostNotFound: {
    retryable: false,
    outcome: 'unavailable',
    field: 'siteUrl',
    sentence: `No server has this name. Compare the spelling of the Site URL with the Resource Server in ${apiDetails}.`,
  },
  unreachable: {
    retryable: true,
    outcome: 'unavailable',
    field: 'siteUrl',
    sentence: `HaloPSA cannot be reached: the server refused or dropped the connection. Try again; if it stays so, compare the Site URL with ${apiDetails}, and ask whoever runs the server whether it is reachable from the internet.`,
  },
  tlsFailed: {
    retryable: false,
    outcome: 'unavailable',
    field: 'siteUrl',
    sentence: `A secure connection to HaloPSA could not be made: its certificate is not valid for this address. Compare the Site URL with the Resource Server in ${apiDetails}, or have the certificate renewed.`,
  },
  timeout: {
    retryable: true,
    outcome: 'unavailable',
    field: null,
    sentence:
      'HaloPSA did not answer in time. Try again; if it stays so, open HaloPSA in a browser to see whether it is up.',
  },
  redirected: {
    retryable: false,
    outcome: 'unavailable',
    field: 'siteUrl',
    sentence: `This address forwards to another one. Enter the final address: the Resource Server in ${apiDetails}, without “/API”.`,
  },
  notHalo: {
    retryable: false,
    outcome: 'unavailable',
    field: 'siteUrl',
    sentence: `A server answers at this address, but it is not a HaloPSA. The Site URL is under API Details (${apiDetails}): the Resource Server, without “/API”.`,
  },
  authServerForbidden: {
    retryable: false,
    outcome: 'unavailable',
    field: 'siteUrl',
    sentence: `The Site URL is right, but HaloPSA names an authorisation server that may not be called: neither the same server nor a public https address. Look at the Authorisation Server in ${apiDetails}, and have its address corrected in HaloPSA.`,
  },
  authServerUnusable: {
    retryable: true,
    outcome: 'unavailable',
    field: 'siteUrl',
    sentence: `The Site URL is right, but the authorisation server that HaloPSA names gives no tokens: it is not there, has no valid certificate, or forwards. Look at the Authorisation Server in ${apiDetails}, and have its address corrected in HaloPSA.`,
  },
  invalidClient: {
    retryable: false,
    outcome: 'refusedCredentials',
    field: 'clientSecret',
    sentence: `HaloPSA does not know this Client ID, or the secret is not its own. Open the application under ${applications}, copy the Client ID, and generate a new secret; the secret is shown once.`,
  },
  inactiveApplication: {
    retryable: false,
    outcome: 'refusedCredentials',
    field: 'clientId',
    sentence: `HaloPSA does not let this application log in. Open it under ${applications}: it must be Active, with the authentication method “Client ID and Secret (Services)”.`,
  },
  inactiveAgent: {
    retryable: false,
    outcome: 'refusedCredentials',
    field: 'clientId',
    sentence: `The agent that the application logs in as is not active. Open the agent under ${agents} and tick Account Active; under ${applications} the Login Type must be Agent, with this agent selected.`,
  },
  invalidScope: {
    retryable: false,
    outcome: 'refusedCredentials',
    field: 'clientId',
    sentence: `The application may not use the permission all:standard. Open it under ${applications}, tab Permissions, and tick all:standard.`,
  },
  scopeMissing: {
    retryable: false,
    outcome: 'refusedCredentials',
    field: 'clientId',
    sentence: `The Client ID and secret are right, but HaloPSA refuses every request made with them. Open the application under ${applications}: Permissions must contain all:standard, and the selected agent must be active.`,
  },
  unauthorized: {
    retryable: false,
    outcome: 'refusedCredentials',
    field: null,
    sentence: `HaloPSA no longer accepts this connection. Check that the application under ${applications} and its agent under ${agents} are active, then reconnect.`,
  },
  forbidden: {
    retryable: false,
    outcome: 'refused',
    field: null,
    sentence: `The HaloPSA agent may not do this. Open its role under ${roles}, tab Permissions, and compare it with the set-up guide; also check its client and ticket type restrictions.`,
  },
  notFound: {
    retryable: false,
    outcome: 'refused',
    field: null,
    sentence: 'HaloPSA has no such record, or no longer has it. Look it up in HaloPSA and choose another one.',
  },
  rejected: {
    retryable: false,
    outcome: 'refused',
    field: null,
    sentence:
      'HaloPSA refused what was sent, and does not say why. Save the same by hand in HaloPSA: there it names the field that is missing or not allowed.',
  },
  notTaken: {
    retryable: false,
    outcome: 'refused',
    field: null,
    sentence:
      'HaloPSA accepted the change and did not make it. Open the record in HaloPSA: an approval, a rule or another integration may keep it as it is.',
  },
  noClosedStatus: {
    retryable: false,
    outcome: 'refused',
    field: null,
    sentence:
      'The ticket type allows no closed status. Open it under Configuration > Tickets > Ticket Types and allow one.',
  },
  rateLimited: {
    retryable: true,
    outcome: 'unavailable',
    field: null,
    sentence:
      'HaloPSA limits requests, and the limit that all integrations share is used up. It frees itself in minutes.',
  },
  unavailable: {
    retryable: true,
    outcome: 'unavailable',
    field: null,
    sentence: 'HaloPSA is out of order or in maintenance.',
  },
  unexpectedReply: {
    retryable: true,
    outcome: 'unavailable',
    field: null,
    sentence:
      'HaloPSA answered in a form that this integration does not understand. Tell our support your HaloPSA version.',
  },
  oddRecord: {
    retryable: false,
    outcome: 'refused',
    field: null,
    sentence:
      'One record of HaloPSA cannot be read. Open it in HaloPSA and look for a field that is empty or odd; if all is right there, tell our support.',
  },
  oddList: {
    retryable: false,
    outcome: 'refused',
    field: null,
    sentence:
      'HaloPSA answered with a list in a form that this integration does not understand. Tell our support what you were doing, and your HaloPSA version.',
  },
  tooLarge: {
    retryable: false,
    outcome: 'refused',
    field: null,
    sentence:
      'HaloPSA’s answer is larger than this integration accepts. Tell our support what you were doing, and your HaloPSA version.',
  },
  sentTooLarge: {
    retryable: false,
    outcome: 'refused',
    field: null,
    sentence: 'What was to be sent is larger than HaloPSA takes. Shorten its texts, and try again.',
  },
  aborted: {
    retryable: true,
    outcome: 'unavailable',
    field: null,
    sentence: 'The call to HaloPSA was stopped before it answered.',
  },
} satisfies Readonly<Record<string, HaloErrorMeaning>>;

export type HaloErrorCode = keyof typeof meanings;
export const haloErrors: Readonly<Record<HaloErrorCode, HaloErrorMeaning>> = meanings;

/** What a detail adds: HaloPSA's own words, or the right that is needed. */
export const inWords: Readonly<Partial<Record<HaloErrorCode, (detail: string) => string>>> = {
  rejected: (words) => `HaloPSA refused what was sent: ${words}`,
  forbidden: (right) =>
    `The HaloPSA agent may not do this. Open its role under ${roles}, tab Permissions, and grant ${right}; if it has that, check the client restrictions of the role.`,
};
