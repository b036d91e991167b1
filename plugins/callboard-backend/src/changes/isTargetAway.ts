import { SubscriberUnavailableError } from './SubscriberUnavailableError';

/** What Node.js and its HTTP client say of a server that does not answer. */
const codes = new Set([
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

/** What a server answers that cannot do it now: 502, 503 and 504. */
const isGatewayError = (status: unknown) =>
  typeof status === 'number' && status >= 502 && status <= 504;

/** As far as errors are looked into that were caused by others. */
const DEPTH = 5;

/**
 * Whether an error says that what a subscriber leads to is away. An error that
 * does not say so may still mean it.
 */
export function isTargetAway(error: unknown, depth = DEPTH): boolean {
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
    codes.has(code as string) ||
    isGatewayError(statusCode) ||
    isTargetAway(cause, depth - 1)
  );
}
