import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { GateView } from '../../domain/gate/view-schema';
import type { Counts } from '../../domain/organization/list';
import type { PartnerId } from '../../domain/schema';
import type { ConnectionAnswer } from '../../workflows/messages';
import type { OrganizationListings } from '../organization/listings';
import { createReadings } from './readings';

interface Standing {
  readonly connection: ConnectionAnswer;
  readonly gate: GateView | null;
}

/** What the frame of every page shows of a partner, read once a second however many look. */
export interface Frame {
  /** @throws ApiError 503 when Temporal does not answer */
  standing(partnerId: PartnerId): Promise<Standing>;
  /** Null where the organizations cannot be counted soon: the frame does not wait for a first reading of thousands. */
  counts(partnerId: PartnerId): Promise<Counts | null>;
  /** To be called when a command of the partner has been answered. */
  told(partnerId: PartnerId): void;
}

const COUNT_WITHIN_MILLISECONDS = 1_000;

interface FrameOptions {
  readonly readConnection: (partnerId: PartnerId) => Promise<Standing['connection']>;
  readonly readGate: (partnerId: PartnerId) => Promise<Standing['gate']>;
  readonly organizations: Pick<OrganizationListings, 'look'>;
  readonly logger: Logger;
}

export function createFrame({ readConnection, readGate, organizations, logger }: FrameOptions): Frame {
  const standing = createReadings<Standing>(async (partnerId) => {
    const [connection, gate] = await Promise.all([readConnection(partnerId), readGate(partnerId)]);
    return { connection, gate };
  });
  const counts = createReadings<Counts | null>((partnerId) =>
    organizations.look(partnerId).then(
      (catalogue) => catalogue.counts(),
      (err: unknown) => {
        logger.warn({ err }, 'the organizations cannot be counted');
        return null;
      },
    ),
  );
  return {
    standing: standing.ask,
    counts: (partnerId) =>
      Promise.race([counts.ask(partnerId), sleep(COUNT_WITHIN_MILLISECONDS, null, { ref: false })]),
    told: (partnerId) => {
      standing.drop(partnerId);
      counts.drop(partnerId);
    },
  };
}
