import type { PartnerId } from '../../domain/schema';
import { forAll } from '../leaving';

const HOLDS_MILLISECONDS = 1_000;

/** What is read of a partner for all who ask within a second. */
export interface Readings<Value> {
  /** Throws what reading throws. */
  ask(partnerId: PartnerId): Promise<Value>;
  /** Who asks from now on gets nothing that was read before, nor what is being read. */
  drop(partnerId: PartnerId): void;
}

interface Reading<Value> {
  readonly value: Promise<Value>;
  /** Null while it is under way. */
  until: number | null;
}

export function createReadings<Value>(
  read: (partnerId: PartnerId) => Promise<Value>,
  now: () => number = Date.now,
): Readings<Value> {
  const readings = new Map<PartnerId, Reading<Value>>();
  const holds = ({ until }: Reading<Value>) => until === null || now() < until;

  const begin = (partnerId: PartnerId): Promise<Value> => {
    const from = now();
    for (const [other, reading] of readings) if (!holds(reading)) readings.delete(other);
    const reading: Reading<Value> = { value: forAll(() => read(partnerId)), until: null };
    readings.set(partnerId, reading);
    // It is as old as its beginning. What failed is not held.
    const ended = (until: number) => () => {
      reading.until = until;
    };
    reading.value.then(ended(from + HOLDS_MILLISECONDS), ended(from));
    return reading.value;
  };

  return {
    ask: (partnerId) => {
      const reading = readings.get(partnerId);
      return reading !== undefined && holds(reading) ? reading.value : begin(partnerId);
    },
    drop: (partnerId) => void readings.delete(partnerId),
  };
}
