import { z } from 'zod';
import { isObject } from './envelopes';

const longest = 200;
// Ids, tokens and addresses are long words without a space; plain speech has none.
const longestWord = 30;

const plainText = /^[\p{L}\p{N}\p{Zs}.,:;!?'"’“”()/&%#+-]+$/u;
// Upper case only: "Please select a Site" is for people.
const sql = /\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|NULL)\b/;
const innards =
  /\b(sql|column|constraint|database|deadlock|exception|object reference|stack trace|stored procedure|table)\b|system\.|bearer/i;

const Words = z.union([
  z.string(),
  z.object({ ClassName: z.string() }).transform(() => ''),
  z.object({ error_description: z.string() }).transform((body) => body.error_description),
  z.object({ errorMessage: z.string() }).transform((body) => body.errorMessage),
  z.object({ message: z.string() }).transform((body) => body.message),
  z.object({ Message: z.string() }).transform((body) => body.Message),
  z.object({ error: z.string() }).transform((body) => body.error),
  z.unknown().transform(firstOfFields).pipe(z.string()),
]);

/** By hand: a schema looks at every field, and would think for seconds at a million of them. */
function firstOfFields(body: unknown): unknown {
  if (!isObject(body) || Array.isArray(body)) return undefined;
  const [field = ''] = Object.keys(body);
  const messages: unknown = Reflect.get(body, field);
  return Array.isArray(messages) ? messages[0] : undefined;
}

const ofError = z.unknown().optional();
const ErrorBody = z
  .object({
    id: z.undefined().optional(),
    error: ofError,
    errorMessage: ofError,
    error_description: ofError,
    ClassName: ofError,
  })
  .refine(({ id: _, ...said }) => Object.values(said).some(Boolean));

/** Whether a body, or the only element of an array, is an error and no record. */
export const saysError = (body: unknown): boolean => ErrorBody.safeParse(onlyOne(body)).success;

const onlyOne = (body: unknown): unknown => (Array.isArray(body) && body.length === 1 ? body[0] : body);

/**
 * HaloPSA's own first message of a refusal, in any of the shapes of halopsa-api.md 5.1; only when it is short business text.
 * A serialised .NET exception, SQL, markup or anything that could be an id or a token gives undefined.
 */
export function businessText(body: unknown): string | undefined {
  const words = Words.safeParse(onlyOne(body));
  if (!words.success) return undefined;
  const text = words.data.trim();
  const speaks = text.length <= longest && plainText.test(text) && !sql.test(text) && !innards.test(text);
  return speaks && text.split(' ').every((word) => word.length <= longestWord) ? text : undefined;
}
