import { choiceActivities } from './choices';
import { connectionActivities } from './connection';
import type { Dependencies } from './dependencies';
import { gateActivities } from './gate';
import { organizationMappingActivities } from './organization';
import { reconcileActivities } from './reconcile';
import { releaseActivities } from './release';
import { seatActivities } from './seats';
import { ticketMappingActivities } from './ticket-mapping';

export type { Acted } from './access';
export { fitting, shortened } from './bounded';
export type {
  ConnectionWorkflows,
  Dependencies,
  GateWorkflows,
  Listed,
  OrganizationWorkflows,
  PartnerWorkflows,
} from './dependencies';
export type { Reconciled } from './reconcile';
export { countRequest } from './requests';
export type Activities = ReturnType<typeof createActivities>;

/** Everything that Workflows ask of the outside: each safe to repeat, with heartbeats meanwhile. */
export function createActivities(deps: Dependencies) {
  return {
    ...connectionActivities(deps),
    ...ticketMappingActivities(deps),
    ...organizationMappingActivities(deps),
    ...choiceActivities(deps),
    ...gateActivities(deps),
    ...reconcileActivities(deps),
    ...releaseActivities(deps),
    ...seatActivities(deps),
  };
}
