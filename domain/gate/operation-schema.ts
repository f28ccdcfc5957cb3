import { z } from 'zod';
import { OrganizationId, orNull, Time, Trouble, WhoseMove } from '../schema';
import { forEachKind } from './kinds';

/** The calls that move an operation, by their operationId in the description of the api. */
export const Move = z.enum([
  'approveSeats',
  'dismissSeats',
  'chooseSeats',
  'syncSeats',
  'saveTicketMapping',
  'retryOperation',
]);
export type Move = z.infer<typeof Move>;

/** Parts of the operations list that one works through: each operation is in `all` and in one other. */
export const OperationView = z
  .enum(['all', 'waiting', 'toDecide', 'parked', 'held'])
  .describe(
    [
      '`waiting`: on its way, or waits for its turn with HaloPSA.',
      '`toDecide`: a seat sync that is held, drifted or refused.',
      '`parked`: HaloPSA failed on it again and again.',
      '`held`: waits for the ticket mapping to be chosen.',
    ].join(' '),
  );
export type OperationView = z.infer<typeof OperationView>;

export const OperationCounts = z
  .object({ all: z.int(), waiting: z.int(), toDecide: z.int(), parked: z.int(), held: z.int() } satisfies Record<
    OperationView,
    z.ZodInt
  >)
  .meta({ id: 'OperationCounts', description: 'How many operations of the partner each view has.' });
export type OperationCounts = z.infer<typeof OperationCounts>;

/** One line of the operations list: what is on its way to HaloPSA, and what it waits for. */
export const Operation = z
  .object({
    id: z.string().describe('The `operationId` of `retryOperation`, where that is one of the `moves`.'),
    kind: z.enum(forEachKind((kind) => kind)),
    status: z
      .enum(['inTurn', 'waiting', 'held', 'parked', 'drift', 'needsYou'])
      .describe('`held`, `parked`, `drift` and `needsYou` wait for the partner, the others for HaloPSA.'),
    organizationId: OrganizationId.nullable(),
    organization: z.string().nullable(),
    message: z.string().describe('What it waits for, for a person.'),
    whoseMove: WhoseMove,
    moves: z
      .array(Move)
      .readonly()
      .describe('The calls that move it, by their operationId; none where it goes on by itself.'),
    since: Time.nullable(),
    attempts: z.int().describe('How often HaloPSA has failed on it since it waits for its turn.'),
    problem: orNull(Trouble).describe('The last error.'),
    nextAttemptAt: Time.nullable(),
  })
  .readonly()
  .meta({ id: 'Operation' });
export type Operation = z.infer<typeof Operation>;
