import { z } from 'zod';

/** Of two schemas with one name a description would show one for both, and say nothing. @throws Error that names it */
export function requireOwnNames(schemas: Iterable<z.core.$ZodType>): void {
  const named = new Map<string, z.core.$ZodType>();
  for (const schema of withParts(schemas)) {
    const name = z.globalRegistry.get(schema)?.id;
    if (name === undefined) continue;
    if (named.has(name)) throw new Error(`Two schemas are called ${name}: give one of them another \`id\`.`);
    named.set(name, schema);
  }
}

/** Each schema once, with all that it is made of. */
function withParts(schemas: Iterable<z.core.$ZodType>): ReadonlySet<z.core.$ZodType> {
  const all = new Set(schemas);
  // A set is walked to its end, also through what is added on the way.
  for (const schema of all) for (const part of partsOf(schema._zod.def)) all.add(part);
  return all;
}

function partsOf(value: unknown): readonly z.core.$ZodType[] {
  if (value instanceof z.core.$ZodType) return [value];
  return isPlain(value) ? Object.values(value).flatMap(partsOf) : [];
}

const isPlain = (value: unknown): value is object =>
  Array.isArray(value) || (value instanceof Object && Object.getPrototypeOf(value) === Object.prototype);
