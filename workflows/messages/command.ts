import type { ConnectionNow } from '../../domain/organization/state';
import type { Actor } from '../../domain/schema';

export const TASK_QUEUE = 'halopsa';

/** Type of the ApplicationFailure with which a machine rejects a command; its message is the sentence for the partner. */
export const REJECTED = 'rejected';

/** Type of the ApplicationFailure for a no from HaloPSA; its only detail is a `Problem`. */
export const REFUSED = 'refused';

export interface Command {
  readonly by: Actor;
}

/** A command to an organization, with what its connection says while it is sent: an organization hears of that late. */
export interface OrganizationCommand extends Command {
  readonly connection?: ConnectionNow | undefined;
}
