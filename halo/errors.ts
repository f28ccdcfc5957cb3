import type { HaloErrorCode, HaloErrorMeaning } from './meanings';
import { haloErrors, inWords } from './meanings';

export interface HaloErrorContext {
  status?: number | undefined;
  retryAfterMs?: number | undefined;
  detail?: string | undefined;
}

/**
 * The only error this client throws. It never holds its cause, because a raw axios error contains the token and the secret.
 * `detail` is safe to show and to log: HaloPSA's own short words (`rejected`), the right that is needed (`forbidden`), or which
 * part of a reply or a record was not understood.
 */
export class HaloError extends Error {
  override readonly name = 'HaloError';
  readonly code: HaloErrorCode;
  readonly field: HaloErrorMeaning['field'];
  /** HTTP status, when HaloPSA answered. */
  readonly status: number | undefined;
  /** Milliseconds that HaloPSA asked to wait, as far as we do. */
  readonly retryAfterMs: number | undefined;
  readonly detail: string | undefined;

  constructor(code: HaloErrorCode, { status, retryAfterMs, detail }: HaloErrorContext = {}) {
    const { sentence, field } = haloErrors[code];
    super(detail === undefined ? sentence : (inWords[code]?.(detail) ?? sentence));
    this.code = code;
    this.field = field;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.detail = detail;
  }
}
