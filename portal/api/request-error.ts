import type { Problem } from './generated';

/** The one error of all calls: what the api answered that is no success, or that it could not be reached. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    /** Of HTTP; 0 where nothing answered. */
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;

/** What a person reads of an answer that is no success. */
export async function errorOf(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return new RequestError(response.status, body.code, body.detail, body.fields);
  return new RequestError(
    response.status,
    'unexpected',
    `The server answered ${response.status}. Try again in a moment.`,
  );
}

export const unreachable = (): RequestError =>
  new RequestError(0, 'unreachable', 'The server cannot be reached. Check your network connection; nothing was lost.');
