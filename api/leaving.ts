import { AsyncLocalStorage } from 'node:async_hooks';

const leaving = new AsyncLocalStorage<AbortSignal | undefined>();

/** What `work` asks Temporal is given up when `left` aborts. */
export const unlessLeft = <T>(left: AbortSignal, work: () => Promise<T>): Promise<T> => leaving.run(left, work);

/** What several wait for goes on when the one who began it has left. */
export const forAll = <T>(work: () => Promise<T>): Promise<T> => leaving.run(undefined, work);

/** Aborts when the one for whom this is asked has left; undefined where it is asked all the same. */
export const callerLeft = (): AbortSignal | undefined => leaving.getStore();
