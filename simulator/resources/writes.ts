import { z } from 'zod';
import type { Reply } from '../wire/reply';
import { doesNotBind } from '../wire/reply';
import type { Call, Handler } from './call';

/** How HaloPSA writes (halopsa-api.md 4): POST an array. An element with `id` updates the fields that were sent; one without `id` creates a record. */

/** An integer may come as a string; a fraction or a text does not bind (halopsa-api.md 2.3). */
const integer = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
export const Int = integer.exactOptional();
export const Num = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .exactOptional();
export const Flag = z.boolean().exactOptional();
export const Text = z
  .string()
  .nullable()
  .transform((text) => text ?? '')
  .exactOptional();

/** What one element may hold. Fields that the schema does not name are accepted and ignored. */
export type Writable<Input> = {
  schema: z.ZodType<Input>;
  /** Applies one element and returns the record as HaloPSA shows it, or throws the refusal. */
  write: (call: Call, input: Input) => object;
};

type Marked = { return_this?: boolean };

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

/** Like HaloPSA, it names only the first problem. */
function bind<Input>(schema: z.ZodType<Input>, body: unknown): Input {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { path } = parsed.error.issues[0] ?? { path: [] };
  throw doesNotBind(pathOf(path), `Error converting value. Path '${pathOf(path)}', line 1, position 1.`);
}

function bindArray<Input>(schema: z.ZodType<Input>, body: unknown): readonly Input[] {
  if (Array.isArray(body)) return bind(z.array(schema), body);
  throw doesNotBind(
    '',
    'Cannot deserialize the current JSON object because the type requires a JSON array (e.g. [1,2,3]).',
  );
}

const created = (json: unknown): Reply => ({ status: 201, body: { json } });

/**
 * Applies the elements one after the other, not atomically: those before a refused one stay written. It answers one record: the one marked
 * `return_this`, else the last; all of them with `?returnall=true`.
 */
export const writesArray =
  <Input extends Marked>({ schema, write }: Writable<Input>): Handler =>
  (call) => {
    const inputs = bindArray(schema, call.body);
    const records = inputs.map((input) => write(call, input));
    if (call.query.flag('returnall')) return created(records);
    const marked = inputs.findIndex((input) => input.return_this === true);
    return created(records.at(marked) ?? null);
  };

/** `POST /Tickets/Object`: the one write that takes a bare object. */
export const writesObject =
  <Input>({ schema, write }: Writable<Input>): Handler =>
  (call) =>
    created(write(call, bind(schema, call.body)));
