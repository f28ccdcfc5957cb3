import type { OrganizationId } from '../../domain/schema';
import { anew } from './together';

/** After so long Temporal's lists show it. */
const SHOWN_AFTER_MILLISECONDS = 10_000;
/** The newest ones; lists show the others. */
const MOST = 200;

/** Organizations that this process told something, to be looked at one by one: lists show it a moment late. */
export interface Told {
  add(organizationId: OrganizationId): void;
  /** Looks at those that were told something since they were looked at. */
  look(): Promise<void>;
}

interface ToldOptions {
  /** Whether it has not yet taken all that it was told. */
  lookAt(organizationId: OrganizationId): Promise<{ readonly isAtWork: boolean }>;
  now(): number;
}

export function createTold({ lookAt, now }: ToldOptions): Told {
  const toldAt = new Map<OrganizationId, number>();

  const lookAtOne = async (organizationId: OrganizationId, at: number) => {
    // What is told meanwhile stands here anew.
    const again = () => void (toldAt.has(organizationId) || toldAt.set(organizationId, at));
    try {
      const { isAtWork } = await lookAt(organizationId);
      if (isAtWork) again();
    } catch (error) {
      again();
      throw error;
    }
  };
  const look = anew(async () => {
    const recent = [...toldAt].filter(([, at]) => now() - at < SHOWN_AFTER_MILLISECONDS);
    toldAt.clear();
    await Promise.all(recent.map(([organizationId, at]) => lookAtOne(organizationId, at)));
  });

  return {
    add: (organizationId) => {
      toldAt.delete(organizationId);
      toldAt.set(organizationId, now());
      const [oldest] = toldAt.keys();
      if (toldAt.size > MOST && oldest !== undefined) toldAt.delete(oldest);
    },
    look,
  };
}
