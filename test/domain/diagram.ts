import type { HasStatus, HasType, Step } from './machine';

/**
 * Draws a row of a diagram, `from | event | to | effects`, again from what the machine does. After a name may stand which
 * sample of that status or event is meant, as in `verifying (again)`.
 */
export const redraw =
  <State extends HasStatus, Event extends HasType, Effect extends HasType>(diagram: {
    readonly step: Step<State, Event, Effect>;
    readonly states: Readonly<Record<string, State>>;
    readonly events: Readonly<Record<string, Event>>;
  }) =>
  (row: string): string => {
    const [from = '', name = ''] = row.split(' | ');
    const state = sample(diagram.states, from);
    const event = sample(diagram.events, name);
    const next = diagram.step(state, event);
    const answer = next.accepted
      ? [next.state.status, next.effects.map((effect) => effect.type).join(', ')]
      : ['rejected'];
    const seen = [state.status + whichOf(from), event.type + whichOf(name), ...answer];
    return seen.filter((cell) => cell !== '').join(' | ');
  };

/** The pairs of a status and an event that a diagram has no row for. */
export function missingPairs(rows: readonly string[], statuses: readonly string[], types: readonly string[]): string[] {
  const drawn = new Set(rows.map((row) => row.split(' | ').slice(0, 2).join(' | ')));
  return statuses.flatMap((status) => types.map((type) => `${status} | ${type}`)).filter((pair) => !drawn.has(pair));
}

const whichOf = (name: string): string => name.match(/ \(.*\)$/)?.[0] ?? '';

function sample<Value>(samples: Readonly<Record<string, Value>>, name: string): Value {
  const found = samples[name];
  if (found === undefined) throw new Error(`There is no sample called "${name}".`);
  return found;
}
