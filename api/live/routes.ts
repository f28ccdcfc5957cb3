import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ConnectionHealth } from '../../domain/connection/view-schema';
import { health as gateHealth } from '../../domain/gate/health';
import { operationCounts, standingOf } from '../../domain/gate/operation';
import { OperationCounts } from '../../domain/gate/operation-schema';
import { GateView } from '../../domain/gate/view-schema';
import { lookSeconds, nextLookSeconds } from '../../domain/next-look';
import { ViewCounts } from '../../domain/organization/list-schema';
import { orNull, Time } from '../../domain/schema';
import { may } from '../auth';
import { seesAll } from '../connection/reader';
import { ofPartner, ok, operation } from '../operation';

export const Live = z
  .object({
    now: Time.describe("The server's time, by which the others are to be counted."),
    nextLookSeconds: z.union([
      z.literal(lookSeconds.moving),
      z.literal(lookSeconds.troubled),
      z.literal(lookSeconds.resting),
    ]),
    revision: z.string().describe('Changes when anything in here but `now` does.'),
    connection: ConnectionHealth,
    gate: orNull(GateView).describe('What stands between us and HaloPSA; null while not connected.'),
    organizations: orNull(ViewCounts).describe(
      'Null for those who may not read seats, and where they are not counted yet: look again.',
    ),
    operations: orNull(OperationCounts).describe(
      'What the list of operations has, by view; null where `organizations` is.',
    ),
  })
  .meta({ id: 'Live' });

export const readLive = operation({
  summary: 'What the frame of every page shows, and in how many seconds it is worth asking again.',
  permission: 'readHealth',
  // All who look within a second are answered by one reading.
  limit: 'lists',
  input: { params: ofPartner },
  answers: { 200: Live },
  handle: async ({ params: { partnerId }, caller, deps: { frame }, asRequest }) => {
    const isOwn = partnerId === caller.partnerId;
    const standing = () => frame.standing(partnerId);
    // Of somebody else's partner nobody knows yet whether the caller may ask, and each name is a reading of its own.
    const { connection, gate } = await (isOwn ? standing() : asRequest(standing));
    const isWhole = seesAll(caller, partnerId, connection);
    const mayCount = isOwn && may(caller, 'readSeats');
    const counts = mayCount ? await frame.counts(partnerId) : null;
    const checking = counts?.statuses.checking ?? 0;
    const isUncounted = mayCount && counts === null;
    const shown = {
      nextLookSeconds: isUncounted
        ? lookSeconds.moving
        : nextLookSeconds({ connection: connection.view, gate, checking }),
      connection: isWhole ? ConnectionHealth.parse(connection.view) : connection.health,
      gate: isWhole || gate === null ? gate : gateHealth(gate),
      organizations: counts?.views ?? null,
      operations: counts === null ? null : operationCounts(standingOf(gate), counts.toDecide),
    };
    return ok({ now: new Date().toISOString(), revision: revisionOf(shown), ...shown });
  },
});

const revisionOf = (shown: object): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16);
