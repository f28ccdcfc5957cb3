import type { Request } from 'express';
import { doesNotBind } from './reply';

/** A query string as HaloPSA reads it: upper and lower case are the same, unknown names are ignored, an empty value counts as absent. */
export type Query = {
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** Throws the model-binding 400 when the value is no whole number. */
  int(name: string): number | undefined;
  /** Whole numbers separated by commas. */
  ints(name: string): readonly number[] | undefined;
};

const asInt = (name: string, value: string): number => {
  if (!/^-?\d{1,15}$/.test(value)) throw doesNotBind(name, `The value '${value}' is not valid.`);
  return Number(value);
};

function createQuery(search: string): Query {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) values.set(name.toLowerCase(), value);
  const text = (name: string): string | undefined => values.get(name) || undefined;

  return {
    text,
    flag: (name) => text(name)?.toLowerCase() === 'true',
    int: (name) => {
      const value = text(name);
      return value === undefined ? undefined : asInt(name, value.trim());
    },
    ints: (name) =>
      text(name)
        ?.split(',')
        .map((value) => asInt(name, value.trim())),
  };
}

export const queryOf = (request: Request): Query => createQuery(request.originalUrl.split('?', 2)[1] ?? '');
