import { seatSettings } from '../domain/organization/settings';
import type { Notice } from '../domain/organization/state';
import type { Actor, PartnerId } from '../domain/schema';
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

/** What a connection tells the partner's organizations. It tells all of them, because lists show a status a moment late. */
export function releaseActivities({ workflows }: Dependencies) {
  const tellAll = async (partnerId: PartnerId, notice: Notice) => {
    const organizations = await workflows.organizations(partnerId);
    await forEach(organizations, (organizationId) => workflows.tellOrganization(partnerId, organizationId, notice));
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
      heartbeating(async () => {
        const answer = await workflows.access(partnerId);
        if ('reason' in answer) return;
        await tellAll(partnerId, { type: 'settingsChanged', settings: seatSettings(answer) });
      }),
  };
}
