import { forAll } from '../leaving';

type Work = () => Promise<void>;

/** Those who ask while it is under way get what comes of it. */
export function together(work: Work): Work {
  let underWay: Promise<void> | null = null;
  return () => {
    underWay ??= forAll(work).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

/** Those who ask while it is under way wait together for the next one, which begins after they have asked. */
export function anew(work: Work): Work {
  let underWay: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    next = null;
    underWay = forAll(work).finally(() => {
      if (next === null) underWay = null;
    });
    return underWay;
  };
  return () => {
    if (underWay === null) return begin();
    next ??= underWay.then(begin, begin);
    return next;
  };
}
