import { z } from 'zod';
import { shown } from './name';

/*
 * Single values of HaloPSA's JSON. Types change between versions and tenants (halopsa-api.md 2.2, 2.3): numbers come as strings,
 * flags as numbers or words. What cannot be read is told from what is not there.
 */

export const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*-?\d+(\.\d+)?\s*$/)
    .transform(Number),
]);
/** HaloPSA's ids and counts have 32 bits. What is larger, or a fraction, is none. */
const int32 = number.pipe(z.int32());
export const id = int32;
export const text = z.string().nullish();
export const seats = int32;
/** `true`, "true", 1 and "1" are the same. */
export const flag = z
  .union([z.boolean(), number.transform(String), z.string().trim()])
  .pipe(z.union([z.boolean(), z.stringbool()]));
export const flagOrNull = flag.nullish().catch(null);
/** How far a right goes: HaloPSA's levels end at 3 (halopsa-api.md 3.11), and a flag stands for all of them or none. */
const level = z.union([number, flag.transform((isSet) => (isSet ? 3 : 0))]);
export const levelOf = (value: string | undefined): number | undefined => level.safeParse(value).data;
export const name = z
  .union([z.string(), z.number().transform(String)])
  .catch('')
  .transform(shown);

/** Stands for a value that cannot be read, where that must not be taken for a value that is not there. */
export const unreadable = Symbol('unreadable');
export const orUnreadable = <Value extends z.ZodType>(value: Value) =>
  z.union([value, z.unknown().transform((): typeof unreadable => unreadable)]);

export const known = <Value>(value: Value | typeof unreadable): Value | null => (value === unreadable ? null : value);

/** HaloPSA's names of the fields that cannot be used as they are. */
export const oddFields = (wire: { name: string }): string[] =>
  Object.entries<unknown>(wire).flatMap(([field, value]) =>
    value === unreadable || (field === 'name' && value === '') ? [field] : [],
  );

/** What a person can call a record that has no name. */
export const nameOf = (wire: { id: number; name: string }): string => wire.name || `#${wire.id}`;

/** An id of 0 or below says "none" (halopsa-api.md 2.3). */
export const idOrNull = id
  .nullish()
  .catch(null)
  .transform((value) => (value && value > 0 ? value : null));

/** What HaloPSA says for people and a Workflow keeps. A field may hold megabytes; Temporal takes two of them for a whole answer. */
export const brief = z.string().transform(shown);
