import type { Actor, OrganizationId, PartnerId } from '../domain/schema';
import type { Dependencies } from './dependencies';
import { heartbeating } from './heartbeat';

interface Release {
  readonly partnerId: PartnerId;
  readonly by: Actor;
  readonly siteUrl: string | null;
  readonly keptUntil: string;
}

const AT_ONCE = 20;

/** What a revoke and a later connect tell the partner's organizations. */
export function releaseActivities({ workflows }: Dependencies) {
  return {
    /** To every organization, whatever lists say of its status: they follow changes a moment later. */
    releaseOrganizations: ({ partnerId, by, siteUrl, keptUntil }: Release): Promise<void> =>
      heartbeating(async () => {
        await workflows.endWithConnection(partnerId, by);
        const organizations = await workflows.organizations(partnerId);
        await forEach(organizations, (id) => workflows.tellRevoked(partnerId, id, { by, siteUrl, keptUntil }));
      }),

    restoreOrganizations: ({ partnerId, siteUrl }: Pick<Release, 'partnerId'> & { siteUrl: string }): Promise<void> =>
      heartbeating(async () => {
        const organizations = await workflows.organizations(partnerId, ['kept']);
        await forEach(organizations, (id) => workflows.tellRestored(partnerId, id, siteUrl));
      }),
  };
}

/** Some at once; all of them start over when the Activity does, which tells an organization twice what it knows. */
async function forEach(ids: readonly OrganizationId[], tell: (id: OrganizationId) => Promise<void>): Promise<void> {
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    await Promise.all(ids.slice(start, start + AT_ONCE).map(tell));
  }
}
