import { z } from 'zod';

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
  z.record(z.string(), z.array(z.string()).min(1)).transform((fields) => Object.values(fields)[0]?.[0] ?? ''),
]);

const ErrorBody = z
  .looseObject({ id: z.undefined().optional() })
  .refine((body) => [body['error'], body['errorMessage'], body['error_description'], body['ClassName']].some(Boolean));

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
