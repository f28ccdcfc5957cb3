import { AsyncLocalStorage } from 'node:async_hooks';

const counters = new AsyncLocalStorage<{ requests: number }>();

/** The HaloPSA client calls this for each request. It counts for the call that caused it. */
export function countRequest(): void {
  const counter = counters.getStore();
  if (counter !== undefined) counter.requests += 1;
}

/** Runs a call and counts its requests; `requests()` tells how many there were, also when it fails. */
export function countingRequests<Answer>(call: (requests: () => number) => Promise<Answer>): Promise<Answer> {
  const counter = { requests: 0 };
  return counters.run(counter, () => call(() => counter.requests));
}
