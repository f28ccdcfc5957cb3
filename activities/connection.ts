import type { Access, Candidate, RightsReport, Site } from '../domain/access';
import type { PartnerId } from '../domain/schema';
import type { HaloAgent } from '../halo';
import { callOptions, callProved, callWith } from './access';
import type { Dependencies } from './dependencies';
import { calling } from './failure';
import { heartbeating } from './heartbeat';

interface ReadAgent {
  readonly access: Access;
  /** Whether a connection uses these credentials already: then a revoke ends the call. */
  readonly isProved: boolean;
}
interface ReadRights extends ReadAgent {
  readonly agent: HaloAgent;
}

/** What connecting asks of HaloPSA and of the vault. */
export function connectionActivities(deps: Dependencies) {
  const { halo, vault } = deps;
  return {
    /** Throws `Halo.hostNotFound`, `Halo.notHalo`, … when there is no HaloPSA at the address. */
    discoverSite: ({ siteUrl }: Pick<Candidate, 'siteUrl'>): Promise<Site> =>
      heartbeating(() => calling({ retries: 'byTable' }, () => halo.discover(siteUrl, callOptions()))),

    /** The agent that the credentials log in as: the proof of a connection. Throws `Halo.invalidClient`, `Halo.scopeMissing`, … */
    verifyCredentials: ({ access, isProved }: ReadAgent): Promise<HaloAgent> =>
      heartbeating(() => (isProved ? callProved : callWith)(deps, access, (to, options) => halo.agent(to, options))),

    checkRights: ({ access, isProved, agent }: ReadRights): Promise<RightsReport> =>
      heartbeating(async () => {
        const call = isProved ? callProved : callWith;
        const rights = await call(deps, access, (to, options) => halo.rights(to, agent, options));
        return { checkedAt: new Date().toISOString(), agent: agent.name, rights };
      }),

    eraseCredentials: ({ partnerId, credentials }: { partnerId: PartnerId; credentials: string }): Promise<void> =>
      heartbeating(async () => {
        halo.forget(credentials);
        await vault.erase({ partnerId, reference: credentials });
      }),

    /** Erases what was stored before `keep`, or everything for null. */
    eraseOtherCredentials: ({ partnerId, keep }: { partnerId: PartnerId; keep: string | null }): Promise<void> =>
      heartbeating(() => vault.eraseOthers({ partnerId, keep })),
  };
}
