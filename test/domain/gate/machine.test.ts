import { missingPairs, redraw } from '../diagram';
import { diagram } from './diagram';
import { events, eventVariants, states, step, variants } from './states';

it.each(diagram)('%s', (row) => {
  const samples = { states: { ...states, ...variants }, events: { ...events, ...eventVariants } };
  expect(redraw({ step, ...samples })(row)).toBe(row);
});

it('the diagram answers every event in every status', () => {
  expect(missingPairs(diagram, Object.keys(states), Object.keys(events))).toEqual([]);
});
