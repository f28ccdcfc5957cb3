import type { Partner } from '../../test/journeys/partner';
import type { System } from '../../test/support/system';

/** One way through a Workflow: of a partner that nobody else has, in a HaloPSA as it was at first. */
export interface Path {
  /** Of the file: workflow-path. */
  readonly name: string;
  /** Which run to record when the Workflow continues as new. Default: the last one. */
  readonly run?: 'first';
  /** Gives the id of the Workflow whose history it is. */
  play(system: System, partner: Partner): Promise<string>;
}
