/** What runs that began before do otherwise, by the name under which `patched` notes it in a history. A name goes when no such run is left. */
export const patches = {
  /** What people see of an entity is written once for each Workflow Task, not for each event, and tells since when. */
  publishOncePerTask: 'publish-once-per-task',
  /** Credentials that were renewed send what HaloPSA had refused. */
  renewalRetriesRefused: 'renewal-retries-refused',
  /** A command of a connection is answered when the gate knows what it has changed. */
  answerWhenGateKnows: 'answer-when-gate-knows',
  /** A run that began before that one tells since when as well, from its next change on. */
  shownAt: 'shown-at',
  /** A try of an outage that a person wants at once leaves the next one when it was to be. */
  extraAttempts: 'extra-attempts',
  /** The row of an organization says what HaloPSA holds, and what belongs there instead. */
  differenceInRows: 'difference-in-rows',
  /** It is HaloPSA's move that seats wait for their turn, and not ours. */
  seatsWaitForHalo: 'seats-wait-for-halo',
  /** A row is written because something has happened, and not because a newer build says the same in other words. */
  publishByFacts: 'publish-by-facts',
  /** A reconcile that finds no gate ends when nothing is connected. */
  reconcileEndsUnconnected: 'reconcile-ends-unconnected',
  /** What was sent without an answer is still known when HaloPSA has refused it later. */
  unansweredOutlivesNo: 'unanswered-outlives-no',
  /** Credentials that HaloPSA has refused are tried again from time to time. */
  refusedAreTriedAgain: 'refused-are-tried-again',
} as const;
