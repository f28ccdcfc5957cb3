import { errorOf, unreachable } from './request-error';

/** What a call takes beside its own input. */
export interface RequestParams {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call as the generated code makes it. */
interface Call extends RequestParams {
  readonly path: string;
  readonly method: string;
  readonly query?: object | undefined;
  readonly body?: unknown;
  readonly secure?: boolean;
  readonly type?: 'application/json';
  readonly format: 'json';
}

/** Called when the api no longer knows us. */
let onSignedOut = () => {};
export const whenSignedOut = (listener: () => void): void => {
  onSignedOut = listener;
};

/** What the generated calls are sent by; without state. Its parameters are the generator's. */
export class HttpClient<_Security = unknown> {
  /** @throws RequestError for every answer that is no success, and where none came; what aborted it */
  readonly request = async <Answer, _Problem>({
    path,
    method,
    query,
    body,
    signal,
    headers,
  }: Call): Promise<Answer> => {
    const response = await fetch(withQuery(path, query), {
      method,
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      headers: { 'X-Portal': '1', ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      signal: signal ?? null,
      body: body === undefined ? null : JSON.stringify(body),
    }).catch((error: unknown) => {
      throw error instanceof DOMException && error.name === 'AbortError' ? error : unreachable();
    });
    if (response.ok) return response.json();
    const error = await errorOf(response);
    if (error.status === 401) onSignedOut();
    throw error;
  };
}

function withQuery(path: string, query: object = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given).toString();
  return text === '' ? path : `${path}?${text}`;
}
