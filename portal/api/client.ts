import { Api } from './generated';
import { RequestError } from './request-error';

/** Every call of the api, made of its own description: `npm run generate:portal`. */
export const { v1: api } = new Api();

export const isRequestError = (error: unknown): error is RequestError => error instanceof RequestError;
