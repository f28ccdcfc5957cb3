import type { Rules } from '../../domain/transition';
import { accepting, move, reject } from '../../domain/transition';

type State = { readonly waitsFor: readonly string[] };
type Event = { readonly type: 'changed'; readonly to: readonly string[] } | { readonly type: 'refused' };
type Effect = { readonly type: string };

const to = accepting<State, Effect>();

const rules: Rules<State, Event, Effect> = {
  transition: (_state, event) =>
    event.type === 'refused' ? reject('Not now.') : to({ waitsFor: event.to }, { type: 'once' }),
  awaited: ({ waitsFor }) => waitsFor.map((type) => ({ type })),
};

test.each([
  ['begins to wait', [], ['a'], ['once', 'a'], []],
  ['waits on', ['a'], ['a'], ['once'], []],
  ['waits no longer', ['a'], [], ['once'], ['a']],
  ['waits for something else', ['a', 'b'], ['b', 'c'], ['once', 'c'], ['a']],
])('a machine that %s', (_, before, after, starts, cancels) => {
  const moved = move(rules, { waitsFor: before }, { type: 'changed', to: after });
  expect(moved).toEqual({
    accepted: true,
    state: { waitsFor: after },
    starts: starts.map((type) => ({ type })),
    cancels: cancels.map((type) => ({ type })),
  });
});

it('a rejected event starts and cancels nothing', () => {
  expect(move(rules, { waitsFor: ['a'] }, { type: 'refused' })).toEqual({ accepted: false, reason: 'Not now.' });
});
