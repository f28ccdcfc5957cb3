import { seatSettings } from '../domain/organization/settings';
import type { PartnerId } from '../domain/schema';
import type { Dependencies, RestoredNotice, RevokedNotice } from './dependencies';
import { forEach } from './for-each';
import { heartbeating } from './heartbeat';

interface OfPartner {
  readonly partnerId: PartnerId;
}

/** What a connection tells the partner's organizations: all of them, whatever lists say of a status, which they follow later. */
export function releaseActivities({ workflows }: Dependencies) {
  return {
    releaseOrganizations: ({ partnerId, ...notice }: OfPartner & RevokedNotice): Promise<void> =>
      heartbeating(async () => {
        await workflows.endWithConnection(partnerId, notice.by);
        const organizations = await workflows.organizations(partnerId);
        await forEach(organizations, (id) => workflows.tellRevoked(partnerId, id, notice));
      }),

    restoreOrganizations: ({ partnerId, ...notice }: OfPartner & RestoredNotice): Promise<void> =>
      heartbeating(async () => {
        const organizations = await workflows.organizations(partnerId);
        await forEach(organizations, (id) => workflows.tellRestored(partnerId, id, notice));
      }),

    /** The newest settings, whichever change this was started for. */
    tellSettings: ({ partnerId }: OfPartner): Promise<void> =>
      heartbeating(async () => {
        const answer = await workflows.access(partnerId);
        if ('reason' in answer) return;
        const settings = seatSettings(answer);
        const organizations = await workflows.organizations(partnerId);
        await forEach(organizations, (id) => workflows.tellSettings(partnerId, id, settings));
      }),
  };
}
