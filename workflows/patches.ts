/** What runs that began before do otherwise, by the name under which `patched` notes it in a history. A name goes when no such run is left. */
export const patches = {
  /** What people see of an entity is written once for each Workflow Task, not for each event, and tells since when. */
  publishOncePerTask: 'publish-once-per-task',
  /** A run that began before that one tells since when as well, from its next change on. */
  shownAt: 'shown-at',
} as const;
