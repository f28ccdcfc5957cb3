import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ConnectionNow, Notice, Target } from '../../domain/organization/state';
import type { OrganizationMappingView } from '../../domain/organization/view-schema';
import type { ComparedRow } from '../../domain/reconcile/compare';
import type { OrganizationId, OrganizationReport, PartnerId } from '../../domain/schema';
import type { SeatsView } from '../../domain/seats/view-schema';
import type { OrganizationCommand } from './command';
import type { Timings } from './timings';

/*
 * `organizationMapping`: register, map, unlink, and the organization's seat sync.
 */

export interface OrganizationMappingInput {
  readonly partnerId: PartnerId;
  readonly organizationId: OrganizationId;
  readonly report: OrganizationReport;
  readonly timings?: Partial<Timings>;
}

export interface MapOrganizationCommand extends OrganizationCommand {
  readonly wanted: Target;
  readonly revision?: number | undefined;
}
/** `count` and `theirs` are the numbers that the page showed, so that nobody decides about numbers unseen. */
export interface HeldCommand extends OrganizationCommand {
  readonly count?: number | undefined;
}
export interface ChooseCommand extends OrganizationCommand {
  readonly choice: 'ours' | 'theirs';
  readonly theirs?: number | undefined;
}
/** Of those that come together the Workflow is told the newest alone: see `workflows/newest-report.ts`. */
export const newestReportSignal = defineSignal<[OrganizationReport]>('newestReport');
/** As it was sent before, each told: in runs that began then. */
export const organizationReportedSignal = defineSignal<[OrganizationReport]>('organizationReported');
export const mapOrganizationUpdate = defineUpdate<OrganizationMappingView, [MapOrganizationCommand]>('mapOrganization');
export const unlinkOrganizationUpdate = defineUpdate<OrganizationMappingView, [OrganizationCommand]>(
  'unlinkOrganization',
);
/** What a connection or a reconcile tells an organization. */
export const organizationNoticeSignal = defineSignal<[Notice]>('organizationNotice');
export const seatsUpdates = {
  start: defineUpdate<SeatsView, [OrganizationCommand]>('startSeatSync'),
  sync: defineUpdate<SeatsView, [OrganizationCommand]>('syncSeats'),
  approve: defineUpdate<SeatsView, [HeldCommand]>('approveSeats'),
  dismiss: defineUpdate<SeatsView, [HeldCommand]>('dismissSeats'),
  choose: defineUpdate<SeatsView, [ChooseCommand]>('chooseSeats'),
  preview: defineUpdate<ComparedRow, [OrganizationCommand]>('previewSeats'),
};
/** Both are answered with what the connection says, where that is given. */
export const getSeatsQuery = defineQuery<SeatsView, [ConnectionNow?]>('getSeats');
export const getOrganizationQuery = defineQuery<OrganizationMappingView, [ConnectionNow?]>('getOrganization');
