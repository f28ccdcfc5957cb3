/** The seat sync of an organization: from the states | on these events | to the state, or rejected | with these effects. */
export const diagram = [
  'notStarted | previewed | inSync',
  'notStarted | startRequested | waiting | syncSeats',
  'notStarted | reported, statusReported, sameReported, reconcileFound, settingsChanged, retargeted, unlinked | notStarted',
  'notStarted | debounceEnded, approveRequested, dismissRequested, syncRequested, oursChosen, theirsChosen | rejected',
  'notStarted | decidedOff, decidedUnchanged, decidedHeld, decidedDrift, writeRefused, writeUnanswered | rejected',
  'notStarted | decidedWrite | notStarted',

  'waiting | decidedOff | off',
  'waiting | decidedUnchanged, decidedWrite | inSync',
  'waiting | decidedHeld | held',
  'waiting | decidedDrift | drift',
  'waiting | writeRefused | needsYou',
  'waiting | writeUnanswered | waiting',
  'waiting | reported, statusReported, sameReported, previewed, startRequested, syncRequested | waiting',
  'waiting | reconcileFound, settingsChanged | waiting',
  'waiting | debounceEnded, approveRequested, dismissRequested, oursChosen, theirsChosen | rejected',
  'waiting | retargeted | waiting | syncSeats',
  'waiting | unlinked | notStarted',

  'debouncing | debounceEnded, syncRequested, retargeted | waiting | syncSeats',
  'debouncing | reported, statusReported, sameReported, previewed, startRequested | debouncing',
  'debouncing | reconcileFound, settingsChanged | debouncing',
  'debouncing | unlinked | notStarted',

  'inSync, drift, needsYou | reported, statusReported | debouncing | waitForDebounce',
  'inSync, drift, needsYou | sameReported | stays',
  'held | reported, statusReported | debouncing | waitForDebounce',
  'held | sameReported | held',
  'inSync, held, drift, needsYou | syncRequested, reconcileFound, settingsChanged, retargeted | waiting | syncSeats',
  'inSync, held, drift, needsYou, off, offOnceWritten | previewed, startRequested | stays',
  'inSync, held, drift, needsYou, off, offOnceWritten | unlinked | notStarted',
  'inSync, held, drift, needsYou, off, offOnceWritten | debounceEnded | rejected',

  'held | approveRequested | waiting | syncSeats',
  'held | dismissRequested | inSync',
  'held | oursChosen, theirsChosen | rejected',
  'drift | oursChosen | waiting | syncSeats',
  'drift | theirsChosen | inSync',
  'drift | approveRequested, dismissRequested | rejected',
  'inSync, debouncing, needsYou, off, offOnceWritten | approveRequested, dismissRequested, oursChosen, theirsChosen | rejected',
  'inSync, debouncing, held, drift, needsYou, off, offOnceWritten | decidedOff, decidedUnchanged | rejected',
  'inSync, debouncing, held, drift, needsYou, off, offOnceWritten | decidedWrite | stays',
  'inSync, debouncing, held, drift, needsYou, off, offOnceWritten | decidedHeld, decidedDrift, writeRefused, writeUnanswered | rejected',

  'off, offOnceWritten | reported, statusReported, sameReported, reconcileFound, retargeted | off',
  'off, offOnceWritten | syncRequested | rejected',
  'off | settingsChanged | notStarted',
  'offOnceWritten | settingsChanged | waiting | syncSeats',
].flatMap(expand);

/** One row for each state and event. */
function expand(line: string): [from: string, event: string, to: string, effects: string][] {
  const [froms = '', events = '', to = '', started = ''] = line.split(' | ');
  return froms
    .split(', ')
    .flatMap((from) => events.split(', ').map((event): [string, string, string, string] => [from, event, to, started]));
}
