export { haloChoices } from './choices';
export { haloConnection } from './connection';
export { haloGate } from './gate';
export { organizationMapping } from './organization-mapping';
export { seatReconcile } from './seat-reconcile';
