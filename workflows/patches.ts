/** Changes of what Workflows do, by the name under which `patched` notes them in a history. */
export const patches = {
  /** What people see of an entity is written once for each Workflow Task, not for each event. */
  publishOncePerTask: 'publish-once-per-task',
} as const;
