import { SubscriberUnavailableError } from '../Subscriber';

/** The error codes with which Node.js and its HTTP client report an unreachable server. */
const UNAVAILABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** Status codes of a temporarily unavailable server: 502, 503 and 504. */
const isGatewayError = (status: unknown) =>
  typeof status === 'number' && status >= 502 && status <= 504;

const MAX_CAUSE_DEPTH = 5;

/** Whether an error proves that a target is unavailable. Other errors are inconclusive. */
export function isTargetUnavailable(
  error: unknown,
  depth = MAX_CAUSE_DEPTH,
): boolean {
  if (typeof error !== 'object' || error === null || depth === 0) {
    return false;
  }
  const { code, statusCode, cause } = error as {
    code?: unknown;
    statusCode?: unknown;
    cause?: unknown;
  };
  return (
    error instanceof SubscriberUnavailableError ||
    UNAVAILABLE_CODES.has(code as string) ||
    isGatewayError(statusCode) ||
    isTargetUnavailable(cause, depth - 1)
  );
}
