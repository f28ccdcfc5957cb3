import { choiceActivities } from './choices';
import { connectionActivities } from './connection';
import type { Dependencies } from './dependencies';
import { gateActivities } from './gate';
import { organizationMappingActivities } from './organization-mapping';
import { releaseActivities } from './release';
import { ticketMappingActivities } from './ticket-mapping';

export type { Acted } from './access';
export type { Dependencies, PartnerWorkflows } from './dependencies';
export { countRequest } from './requests';
export type Activities = ReturnType<typeof createActivities>;

/** Everything that Workflows ask of the outside: each is one remote call, safe to repeat, and heartbeats meanwhile. */
export function createActivities(deps: Dependencies) {
  return {
    ...connectionActivities(deps),
    ...ticketMappingActivities(deps),
    ...organizationMappingActivities(deps),
    ...choiceActivities(deps),
    ...gateActivities(deps),
    ...releaseActivities(deps),
  };
}
