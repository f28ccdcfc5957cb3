import { isGrpcServiceError } from '@temporalio/client';

/** gRPC's status numbers: https://grpc.io/docs/guides/status-codes */
export const grpc = {
  cancelled: 1,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  outOfRange: 11,
  unimplemented: 12,
  unauthenticated: 16,
};

const ofTls = /SSL routines|certificate/;

/** Why Temporal cannot be used, as a sentence for who runs this; the whole of it stands in the error. */
export function temporalTrouble(error: unknown, namespace: string): string {
  const { code, details } = statusOf(error);
  if (code === grpc.notFound) return `Namespace "${namespace}" does not exist.`;
  if (code === grpc.permissionDenied || code === grpc.unauthenticated) {
    return `Temporal refuses our key for Namespace "${namespace}"; see TEMPORAL_API_KEY, or TEMPORAL_TLS_CLIENT_CERT_PATH.`;
  }
  if (ofTls.test(details)) return 'There is no TLS with Temporal; see the TEMPORAL_TLS settings.';
  return 'Temporal does not answer.';
}

/** Whether a Workflow takes no more Signals in this run: Temporal lets it have 10,000. */
export function hasTooManySignals(error: unknown): boolean {
  const { code, details } = statusOf(error);
  return code === grpc.invalidArgument && details.includes('limit for signal events');
}

/** Of the call to Temporal that failed, wherever it stands behind the error. */
export function statusOf(error: unknown): { readonly code: number | undefined; readonly details: string } {
  if (isGrpcServiceError(error)) return { code: error.code, details: error.details };
  if (typeof error === 'object' && error !== null && 'cause' in error) return statusOf(error.cause);
  return { code: undefined, details: '' };
}
