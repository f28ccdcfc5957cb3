import { forAll } from '../leaving';

export interface Sharing<T> {
  /**
   * The value of `work`, which is begun once for all who ask under one key at the same time. Its signal aborts when the last
   * of them has left.
   * @throws what `work` throws; `left`'s reason
   */
  ask(key: string, left: AbortSignal, work: (abandoned: AbortSignal) => Promise<T>): Promise<T>;
}

interface Shared<T> {
  readonly value: Promise<T>;
  readonly abandon: AbortController;
  askers: number;
}

/** Equal questions under way share one answer. */
export function createSharing<T>(): Sharing<T> {
  const underWay = new Map<string, Shared<T>>();

  const begin = (key: string, work: (abandoned: AbortSignal) => Promise<T>): Shared<T> => {
    const abandon = new AbortController();
    const forget = () => {
      if (underWay.get(key) === shared) underWay.delete(key);
    };
    // An abandoned one is forgotten at once: who asks then begins anew.
    abandon.signal.addEventListener('abort', forget);
    const shared = { value: forAll(() => work(abandon.signal)).finally(forget), abandon, askers: 0 };
    underWay.set(key, shared);
    return shared;
  };

  return {
    ask: async (key, left, work) => {
      left.throwIfAborted();
      const shared = underWay.get(key) ?? begin(key, work);
      shared.askers += 1;
      return new Promise<T>((resolve, reject) => {
        const leave = () => {
          shared.askers -= 1;
          if (shared.askers === 0) shared.abandon.abort();
          reject(left.reason);
        };
        left.addEventListener('abort', leave);
        const stay = () => left.removeEventListener('abort', leave);
        shared.value.finally(stay).then(resolve, reject);
      });
    },
  };
}
