import { useCallback, useLayoutEffect, useRef } from 'react';

/** The same function at each look, which does what the newest one does: for what is drawn anew only when its input changes. */
export function useStable<Input, Output>(act: (input: Input) => Output): (input: Input) => Output {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  return useCallback((input) => newest.current(input), []);
}
