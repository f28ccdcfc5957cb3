export { haloChoices } from './choices';
export { haloConnection } from './connection';
export { organizationMapping } from './organization-mapping';
