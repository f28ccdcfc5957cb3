import { diagram } from './diagram';
import { eventsFor, named, states, step } from './samples';

describe('the diagram', () => {
  test.each(diagram)('%s | %s | %s | %s', (from, name, to, started) => {
    const state = stateCalled(from);
    const result = step(state, named(state, name));
    const seen = result.accepted
      ? [result.state.status, result.effects.map(({ type }) => type).join(', ')]
      : ['rejected', ''];
    expect(seen).toEqual([to === 'stays' ? state.status : to, started]);
    expect(result.accepted ? '' : result.reason).toMatch(result.accepted ? /^$/ : /^[A-Z].*\.$/);
  });

  test('answers every event in every status, once', () => {
    const asked = Object.entries(states).flatMap(([from, state]) =>
      Object.keys(eventsFor(state)).map((name) => `${from} | ${name}`),
    );
    expect(diagram.map(([from, name]) => `${from} | ${name}`).sort()).toEqual(asked.sort());
  });

  test('shows every status under its own name', () => {
    expect(
      Object.entries(states).map(([name, { status }]) => name.replace('OnceWritten', '') === status),
    ).not.toContain(false);
  });
});

function stateCalled(name: string) {
  const state = states[name];
  if (state === undefined) throw new Error(`No state is called ${name}.`);
  return state;
}
