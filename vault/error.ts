export type VaultErrorCode = 'missing' | 'conflict' | 'unknownKey' | 'corrupt' | 'unavailable' | 'badKeys' | 'badName';

/**
 * The one error of this module. Its sentence never holds a secret, a key or the failure it came from:
 * a driver's error may quote what it was given.
 */
export class VaultError extends Error {
  override readonly name = 'VaultError';

  constructor(
    readonly code: VaultErrorCode,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** The short code that Node and PostgreSQL put on their errors, such as `ECONNREFUSED` or `57P01`. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
