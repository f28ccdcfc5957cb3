export { haloChoices } from './choices';
export { haloConnection } from './connection/workflow';
export { haloGate } from './gate/workflow';
export { licenceOwners } from './licence-owners';
export { organizationMapping } from './organization/workflow';
export { seatReconcile } from './reconcile/workflow';
