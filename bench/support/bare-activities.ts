import type { createHaloClient, HaloAccess, HaloAgent, HaloSite } from '../../halo';
import type { Ready } from './simulator-process';

export type BareActivities = ReturnType<typeof createBareActivities>;

/** The Activities that bare-workflows.ts calls. */
export function createBareActivities(halo: ReturnType<typeof createHaloClient>) {
  // Each partner has its own token, as in production.
  let partners = 0;
  let site: Promise<HaloSite> | undefined;
  const access = ({ clientId, clientSecret }: Ready, site: HaloSite): HaloAccess => ({
    site,
    reference: `bare-${partners}`,
    credentials: async () => ({ clientId, clientSecret }),
  });
  return {
    nothing: async (): Promise<void> => undefined,
    discover: async ({ siteUrl }: Ready) => {
      partners += 1;
      return halo.discover(siteUrl);
    },
    agent: async (credentials: Ready, site: HaloSite) => halo.agent(access(credentials, site)),
    rights: async (credentials: Ready, site: HaloSite, agent: HaloAgent) =>
      halo.rights(access(credentials, site), agent),
    customers: async (credentials: Ready, search: string) => {
      site ??= halo.discover(credentials.siteUrl);
      return (await halo.customers(access(credentials, await site), { search })).items;
    },
  };
}
