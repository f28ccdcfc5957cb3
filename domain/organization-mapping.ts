import type {
  Change,
  CheckedTarget,
  Checking,
  Common,
  Effect,
  Event,
  Mapping,
  PendingCheck,
  State,
  Target,
  Unmapped,
  Wish,
} from './organization-mapping-state';
import type { OrganizationId, OrganizationReport, PartnerId, Problem } from './schema';
import type { Transition } from './transition';
import { reject, to } from './transition';

export type { CheckedTarget, Effect, Event, State, Target } from './organization-mapping-state';

const CHANGES_KEPT = 50;

export const initial = (partnerId: PartnerId, organizationId: OrganizationId, report: OrganizationReport): State => ({
  ...{ status: 'unmapped', partnerId, organizationId, report, revision: 0, changes: [] },
});

export function transition(state: State, event: Event): Transition<State, Effect> {
  switch (event.type) {
    case 'organizationReported':
      if (Date.parse(event.report.observedAt) < Date.parse(state.report.observedAt)) return to(state);
      return to<State, Effect>({ ...state, report: event.report });
    case 'mappingRequested':
      return mappingRequested(state, event);
    case 'mappingChecked':
      if (!isBeingChecked(state)) return reject('No mapping is being checked.');
      return to<State, Effect>(mappedTo(state, event.target));
    case 'mappingRefused':
      if (!isBeingChecked(state)) return reject('No mapping is being checked.');
      return resumed(refused(state, event.problem));
    case 'mappingUnchecked':
      if (state.status !== 'checking') return reject('No mapping is being checked.');
      return resumed({
        ...{ status: 'pendingCheck', ...common(state), ...wish(state), since: event.at, problem: event.problem },
        replaces: mappingOf(state),
      });
    case 'unlinkRequested':
      return unlinkRequested(state, event);
    case 'connectionRevoked':
      return to<State, Effect>(keptBy(state, event.siteUrl, event.keptUntil));
    case 'connectionRestored':
      return connectionRestored(state, event);
    case 'keptExpired':
      return state.status === 'kept' ? to<State, Effect>(unmapped(state)) : reject('No mapping is kept.');
  }
}

/** The effect that a state waits for: started on entry, cancelled on leaving, started anew after a continue-as-new. */
export function awaited(state: State): readonly Effect[] {
  switch (state.status) {
    case 'checking':
      return [{ type: 'checkMapping', wanted: state.wanted }];
    case 'pendingCheck':
      return [{ type: 'checkMappingLater', wanted: state.wanted }];
    case 'unmapped':
    case 'refused':
    case 'mapped':
    case 'needsAttention':
    case 'kept':
      return [];
  }
}

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

function mappingRequested(
  state: State,
  event: Extract<Event, { type: 'mappingRequested' }>,
): Transition<State, Effect> {
  const { wanted, by, at } = event;
  const { otherPsa, name } = state.report;
  if (otherPsa !== undefined) return reject(`${name} is already mapped to ${otherPsa}. Unlink it there first.`);
  if (state.status === 'checking') {
    return sameTarget(state.wanted, wanted)
      ? to(state)
      : reject(`${state.by.name} is just saving another mapping. ${LOOK_AGAIN}`);
  }
  if (state.status === 'mapped' && sameTarget(state.mapping, wanted)) return to(state);
  if (event.revision !== undefined && event.revision !== state.revision) return reject(whatChanged(state));
  return to<State, Effect>(
    { status: 'checking', ...common(state), revision: state.revision + 1, wanted, by, at, previous: state },
    { type: 'checkMapping', wanted },
  );
}

function refused(state: Checking | PendingCheck, problem: Problem): State {
  const { status } = state.status === 'checking' ? state.previous : state;
  const mapping = mappingOf(state);
  if (state.status === 'checking' && (status === 'mapped' || status === 'needsAttention' || status === 'kept')) {
    return { ...state.previous, ...common(state) };
  }
  if (mapping !== null) return { status: 'needsAttention', ...common(state), mapping, problem };
  return { status: 'refused', ...common(state), ...wish(state), problem };
}

function mappedTo(state: Checking | PendingCheck, target: CheckedTarget): State {
  const { by, at } = state;
  const from = mappingOf(state);
  const mapping = { ...target, by, at };
  const next = { status: 'mapped' as const, ...common(state), mapping };
  return from !== null && sameTarget(from, target)
    ? next
    : { ...next, changes: changed(state, { at, by, from: checked(from), to: target }) };
}

function unlinkRequested(
  state: State,
  { by, at }: Extract<Event, { type: 'unlinkRequested' }>,
): Transition<State, Effect> {
  if (state.status === 'unmapped') return to(state);
  const from = mappingOf(state);
  const changes = from === null ? state.changes : changed(state, { at, by, from: checked(from), to: null });
  return to<State, Effect>({ ...unmapped(state), revision: state.revision + 1, changes });
}

function keptBy(state: State, siteUrl: string | null, keptUntil: string): State {
  const mapping = mappingOf(state);
  if (state.status === 'unmapped' || state.status === 'kept') return state;
  if (siteUrl === null || (state.status === 'refused' && mapping === null)) return unmapped(state);
  const wished =
    'wanted' in state ? wish(state) : { wanted: targetOf(state.mapping), by: state.mapping.by, at: state.mapping.at };
  return { status: 'kept', ...common(state), ...wished, mapping, siteUrl, keptUntil };
}

function connectionRestored(
  state: State,
  event: Extract<Event, { type: 'connectionRestored' }>,
): Transition<State, Effect> {
  if (state.status !== 'kept') return to(state);
  if (state.siteUrl !== event.siteUrl) return to<State, Effect>(unmapped(state));
  const problem = { code: 'mapping.restored', detail: 'HaloPSA was connected again, so the kept mapping is checked.' };
  return resumed({
    status: 'pendingCheck',
    ...common(state),
    ...wish(state),
    since: event.at,
    problem,
    replaces: state.mapping,
  });
}

const LOOK_AGAIN = 'Look at the mapping again before you save.';

function whatChanged(state: State): string {
  if (state.status === 'pendingCheck' || state.status === 'refused') {
    return `${state.by.name} chose another mapping at ${state.at}. ${LOOK_AGAIN}`;
  }
  const change = state.changes[0];
  if (change === undefined) return `Somebody else changed this mapping. ${LOOK_AGAIN}`;
  const what =
    change.to === null ? 'unlinked it' : `mapped it to ${change.to.customerName}, ${change.to.softwareLicenceName}`;
  return `${change.by.name} ${what} at ${change.at}. ${LOOK_AGAIN}`;
}

const resumed = (state: State): Transition<State, Effect> => to(state, ...awaited(state));

const isBeingChecked = (state: State): state is Checking | PendingCheck =>
  state.status === 'checking' || state.status === 'pendingCheck';

const common = ({ partnerId, organizationId, report, revision, changes }: Common): Common => ({
  ...{ partnerId, organizationId, report, revision, changes },
});

const wish = ({ wanted, by, at }: Wish): Wish => ({ wanted, by, at });

const unmapped = (state: State): Unmapped => ({ status: 'unmapped', ...common(state) });

const changed = (state: Common, change: Change): readonly Change[] => [change, ...state.changes].slice(0, CHANGES_KEPT);

const targetOf = ({ customerId, softwareLicenceId }: Target): Target => ({ customerId, softwareLicenceId });

const checked = (mapping: Mapping | null): CheckedTarget | null => {
  if (mapping === null) return null;
  const { customerId, customerName, softwareLicenceId, softwareLicenceName, siteUrl } = mapping;
  return { customerId, customerName, softwareLicenceId, softwareLicenceName, siteUrl };
};

const sameTarget = (a: Target, b: Target): boolean =>
  a.customerId === b.customerId && a.softwareLicenceId === b.softwareLicenceId;
