import { isDeepStrictEqual } from 'node:util';
import type { Effect, Event, State } from '../../../domain/connection/machine';
import { access, awaited, initial, turnAccess } from '../../../domain/connection/machine';
import { summary, view } from '../../../domain/connection/view';
import { partnerId, REFERENCE } from '../samples';
import { alwaysFrom, startedAndDue } from '../walk';
import { anyEvent, events, states, step, variants } from './states';

const starts = [initial(partnerId), ...Object.values(states), ...Object.values(variants)] as const;
const eachStep = alwaysFrom(step, starts, anyEvent);

const needsSecret: Readonly<Record<State['status'], boolean>> = {
  disconnected: false,
  verifying: true,
  connected: true,
  needsReconnect: true,
  revoking: false,
};

const isAwaited: Readonly<Record<Effect['type'], boolean>> = {
  verifyCredentials: true,
  checkTicketMapping: true,
  checkTicketMappingLater: true,
  checkRights: true,
  trySavedCredentials: true,
  eraseCredentials: false,
  eraseOtherCredentials: false,
  tellGate: true,
  keepSchedule: true,
  tellSettings: false,
  retryRefused: false,
  closeGate: false,
  releaseOrganizations: false,
  restoreOrganizations: false,
};

const referencesIn = (value: unknown): readonly string[] => [
  ...new Set(JSON.stringify(value).match(new RegExp(`${REFERENCE}\\d+`, 'g'))),
];

it('a reference to a secret is in the states that need one, and nowhere else', () => {
  eachStep(({ after }) => expect(referencesIn(after).length > 0).toBe(needsSecret[after.status]));
});

it('no credentials that the next state uses are erased', () => {
  eachStep(({ answer, after }) => {
    if (!answer.accepted) return;
    const used = referencesIn(after);
    for (const effect of answer.effects) {
      if (effect.type === 'eraseCredentials') expect(used).not.toContain(effect.credentials);
      if (effect.type === 'eraseOtherCredentials') expect(used).toEqual(effect.keep === null ? [] : [effect.keep]);
    }
  });
});

it('no credentials are forgotten without being erased', () => {
  eachStep(({ before, event, answer, after }) => {
    if (!answer.accepted) return;
    const brought = event.type === 'connectRequested' ? event : null;
    const forgotten = referencesIn([before, brought]).filter((reference) => !referencesIn(after).includes(reference));
    const erasesOthers = answer.effects.some((effect) => effect.type === 'eraseOtherCredentials');
    const erased = referencesIn(answer.effects.filter((effect) => effect.type === 'eraseCredentials'));
    expect(erasesOthers ? forgotten : erased).toEqual(forgotten);
  });
});

it('a rejected event is answered with a sentence', () => {
  eachStep(({ answer }) => {
    if (!answer.accepted) expect(answer.reason).toMatch(/^(https:|[A-Z]).*\.$/);
  });
});

it('the same state and event have the same answer', () => {
  eachStep(({ before, event, answer }) => expect(step(before, event)).toEqual(answer));
});

it('the generation never falls, and a revoke raises it', () => {
  eachStep(({ before, event, after }) => {
    const ends = event.type === 'revokeRequested' && before.status !== after.status;
    expect(after.generation).toBe(before.generation + (ends ? 1 : 0));
  });
});

it('access has proved credentials only', () => {
  eachStep(({ before, event, after }) => {
    const credentials = access(after)?.credentials;
    if (credentials === undefined || credentials === access(before)?.credentials) return;
    expect(['credentialsVerified', 'credentialsRefused', 'rightsChecked']).toContain(event.type);
    if (event.type !== 'credentialsRefused') expect(before).toMatchObject({ candidate: { credentials } });
    if (event.type === 'rightsChecked') expect(event.credentials).toBe(credentials);
  });
});

it('acceptance 79: gives no access with credentials that HaloPSA refused', () => {
  eachStep(({ event, answer, after }) => {
    if (event.type !== 'reconnectNeeded' || !answer.accepted) return;
    expect(access(after)).toBeNull();
    expect(answer.effects).toContainEqual({ type: 'tellGate', access: null });
  });
});

it('acceptance 41: what seat syncs go by is told when it changes while there is access, and nothing else is', () => {
  const goneBy = (state: State) => {
    const settings = turnAccess(state)?.settings;
    if (settings === undefined) return null;
    const { schedule: _, ...policy } = settings.seatPolicy;
    return { definition: settings.ticketMapping?.seatCount ?? null, policy };
  };
  eachStep(({ before, answer, after }) => {
    const [old, now] = [goneBy(before), goneBy(after)];
    const isNew = old !== null && now !== null && !isDeepStrictEqual(old, now);
    const told = answer.accepted && answer.effects.some(({ type }) => type === 'tellSettings');
    expect(told).toBe(isNew);
  });
});

it('acceptance 36: the access is the same with and without a ticket mapping', () => {
  eachStep(({ after }) => expect(turnAccess(after)?.access ?? null).toEqual(access(after)));
});

it('what is awaited was started on entry, and a gate that is missed is told once more', () => {
  eachStep((step) => {
    const { started, due } = startedAndDue(step, awaited, isAwaited);
    const isMissed = step.event.type === 'gateMissed';
    expect(started).toEqual(isMissed ? awaited(step.after).filter(({ type }) => type === 'tellGate') : due);
  });
});

it('acceptance 80: the view has words, and no reference to a secret', () => {
  eachStep(({ after }) => {
    const shown = view(after);
    expect(shown).toMatchObject(summary(after));
    expect(shown.message).toMatch(/^[A-Z].+\.$/);
    expect(referencesIn(shown)).toEqual([]);
  });
});

/** What Activities tell of the effects of a revoke; what else was under way is cancelled with the state that waited for it. */
function outcomeOf(effect: Effect): readonly Event[] {
  if (effect.type === 'eraseOtherCredentials') return effect.keep === null ? [events.credentialsErased] : [];
  if (effect.type === 'closeGate') return [events.gateClosed];
  return effect.type === 'releaseOrganizations' ? [events.organizationsReleased] : [];
}

function revokedFrom(state: State): State {
  const asked = step(state, events.revokeRequested);
  if (!asked.accepted) throw new Error(asked.reason);
  const underWay: Effect[] = state.status === 'revoking' ? [{ type: 'eraseOtherCredentials', keep: null }] : [];
  let current = asked.state;
  const outcomes = [...underWay, ...asked.effects].flatMap(outcomeOf);
  for (let event = outcomes.shift(); event !== undefined; event = outcomes.shift()) {
    const next = step(current, event);
    if (!next.accepted) throw new Error(next.reason);
    current = next.state;
    outcomes.push(...next.effects.flatMap(outcomeOf));
  }
  return current;
}

it('acceptance 68: a revoke leads to disconnected from every state, whatever HaloPSA says', () => {
  eachStep(({ after }) => {
    const revoked = revokedFrom(after);
    expect(revoked.status).toBe('disconnected');
    expect(referencesIn(revoked)).toEqual([]);
  });
});

/** The revoke that mappings are kept of, should the partner revoke now. */
function keptOf(state: State): string | undefined {
  switch (state.status) {
    case 'disconnected':
      return state.revocation?.by.name;
    case 'verifying':
      return (state.previous.status === 'disconnected' ? keptOf(state.previous) : undefined) ?? 'Ben';
    case 'revoking':
      return (state.siteUrl === null ? state.earlier : null)?.by.name ?? state.by.name;
    case 'connected':
    case 'needsReconnect':
      return 'Ben';
  }
}

it('what a revoke leads to names who revoked first what is kept', () => {
  eachStep(({ after }) => expect(view(revokedFrom(after)).revoked?.by).toBe(keptOf(after)));
});
