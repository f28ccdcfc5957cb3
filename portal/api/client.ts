import { Api } from './generated';
import { errorOf, RequestError, unreachable } from './request-error';

/** Called when the api no longer knows us. */
let onSignedOut = () => {};
export const whenSignedOut = (listener: () => void): void => {
  onSignedOut = listener;
};

const checked: typeof fetch = async (input, init) => {
  const response = await fetch(input, init).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : unreachable();
  });
  if (response.ok) return response;
  const error = await errorOf(response);
  if (error.status === 401) onSignedOut();
  throw error;
};

/** Every call of the api, made of its own description: `npm run generate:portal`. */
export const { v1: api } = new Api({
  baseApiParams: { credentials: 'same-origin', headers: { 'X-Portal': '1' } },
  customFetch: checked,
});

export const isRequestError = (error: unknown): error is RequestError => error instanceof RequestError;
