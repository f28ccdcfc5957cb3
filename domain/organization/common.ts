import type { Actor } from '../schema';
import * as seats from '../seats/machine';
import type { Change, CheckedTarget, Common, Mapping, State, Target, Unmapped, Wish } from './state';

const CHANGES_KEPT = 50;

/** The mapping that stands behind a state: in force, being replaced, or kept. */
export function mappingOf(state: State): Mapping | null {
  switch (state.status) {
    case 'mapped':
    case 'needsAttention':
    case 'kept':
      return state.mapping;
    case 'pendingCheck':
      return state.replaces;
    case 'checking':
      return mappingOf(state.previous);
    case 'unmapped':
    case 'refused':
      return null;
  }
}

interface Aim {
  readonly by: Actor;
  readonly at: string;
  readonly from: CheckedTarget | null;
  readonly to: CheckedTarget | null;
}

/** The seat sync after another licence, or none, has come into the place of one. */
export function aim(state: Common, { by, at, from, to: next }: Aim): seats.State {
  const names = { from: nameOf(from), to: nameOf(next) };
  const retargeted = seats.transition(state.seats, { type: 'retargeted', by, at, ...names });
  return retargeted.accepted ? retargeted.state : state.seats;
}

export const common = ({ partnerId, organizationId, report, revision, changes, seats, settings }: Common): Common => ({
  partnerId,
  organizationId,
  report,
  revision,
  changes,
  seats,
  settings,
});

export const wish = ({ wanted, by, at }: Wish): Wish => ({ wanted, by, at });

export const unmapped = (state: State): Unmapped => ({ status: 'unmapped', ...common(state) });

export const changed = (state: Common, change: Change): readonly Change[] =>
  [change, ...state.changes].slice(0, CHANGES_KEPT);

export const targetOf = ({ customerId, softwareLicenceId }: Target): Target => ({ customerId, softwareLicenceId });

export const checked = (mapping: Mapping | null): CheckedTarget | null => {
  if (mapping === null) return null;
  const { customerId, customerName, softwareLicenceId, softwareLicenceName, siteUrl } = mapping;
  return { customerId, customerName, softwareLicenceId, softwareLicenceName, siteUrl };
};

export const sameTarget = (a: Target, b: Target): boolean =>
  a.customerId === b.customerId && a.softwareLicenceId === b.softwareLicenceId;

const nameOf = (target: CheckedTarget | null): string | null =>
  target === null ? null : `${target.customerName}, ${target.softwareLicenceName}`;
