import { seatSettings } from '../domain/organization/settings';
import type { Notice } from '../domain/organization/state';
import type { Actor, OrganizationId, PartnerId } from '../domain/schema';
import type { Dependencies } from './dependencies';
import { forEach } from './for-each';
import { heartbeating } from './heartbeat';

interface OfPartner {
  readonly partnerId: PartnerId;
}
interface Release extends OfPartner {
  readonly by: Actor;
  readonly siteUrl: string | null;
  readonly keptUntil: string;
  readonly generation: number;
}
interface Restore extends OfPartner {
  readonly siteUrl: string;
  readonly generation: number;
}

/** What a connection tells the partner's organizations: mostly all that have to do with HaloPSA, because lists show a status a moment late. */
export function releaseActivities({ workflows }: Dependencies) {
  const tell = (partnerId: PartnerId, organizations: readonly OrganizationId[], notice: Notice) =>
    forEach(organizations, (organizationId) => workflows.tellOrganization(partnerId, organizationId, notice));
  const tellAll = async (partnerId: PartnerId, notice: Notice) =>
    tell(partnerId, await workflows.organizations(partnerId), notice);
  const tellSettings = async (partnerId: PartnerId, organizations: readonly OrganizationId[]) => {
    const answer = await workflows.access(partnerId);
    if ('reason' in answer) return;
    await tell(partnerId, organizations, { type: 'settingsChanged', settings: seatSettings(answer) });
  };
  return {
    releaseOrganizations: ({ partnerId, ...revoke }: Release): Promise<void> =>
      heartbeating(async () => {
        await workflows.endWithConnection(partnerId, revoke.by);
        await tellAll(partnerId, { type: 'connectionRevoked', ...revoke });
      }),

    restoreOrganizations: ({ partnerId, ...restore }: Restore): Promise<void> =>
      heartbeating(() => tellAll(partnerId, { type: 'connectionRestored', ...restore })),

    /** The newest settings, whichever change this was started for. */
    tellSettings: ({ partnerId }: OfPartner): Promise<void> =>
      heartbeating(async () => tellSettings(partnerId, await workflows.organizations(partnerId))),

    /** To those whose seat count HaloPSA refused: they send it again. */
    retryRefused: ({ partnerId }: OfPartner): Promise<void> =>
      heartbeating(async () => tellSettings(partnerId, await workflows.refused(partnerId))),
  };
}
