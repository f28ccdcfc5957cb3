/** What runs that began before do otherwise, by the name under which `patched` notes it in a history. A name goes when no such run is left. */
export const patches = {
  /** What people see of an entity is written once for each Workflow Task, not for each event, and tells since when. */
  publishOncePerTask: 'publish-once-per-task',
} as const;
/** What runs that began before do otherwise. A name is taken away when no such run is left. */

/** A row of the lists tells since when it is shown. */
export const SHOWN_AT = 'shown-at';

/** A command of a connection is answered when the gate knows what it has changed. */
export const ANSWERED_WHEN_GATE_KNOWS = 'answered-when-gate-knows';
