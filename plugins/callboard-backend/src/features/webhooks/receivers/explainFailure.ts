import { PlainReceiverError, RefusedReceiverError } from './ReceiverRules';

/** Also used for unknown names, so that internal host names cannot be probed. */
const NO_PUBLIC_ADDRESS = 'The receiver has no public address';

/** Readable texts for connection errors of Node.js. */
const reasons: Record<string, string> = {
  ECONNREFUSED: 'The receiver refused the connection',
  ECONNRESET: 'The receiver closed the connection',
  UND_ERR_SOCKET: 'The receiver closed the connection',
  EPIPE: 'The receiver closed the connection',
  EHOSTUNREACH: 'The receiver is unreachable (no route to host)',
  ENETUNREACH: 'The receiver is unreachable (no route to host)',
  ENOTFOUND: NO_PUBLIC_ADDRESS,
  ENODATA: NO_PUBLIC_ADDRESS,
  EAI_AGAIN: 'The DNS lookup of the receiver failed',
  ESERVFAIL: 'The DNS lookup of the receiver failed',
  ETIMEOUT: 'The DNS lookup of the receiver failed',
  ETIMEDOUT: 'The connection to the receiver timed out',
  UND_ERR_CONNECT_TIMEOUT: 'The connection to the receiver timed out',
  UND_ERR_HEADERS_OVERFLOW: 'The response has too many headers',
};

/** Explains a failed request to the operator of the receiver, without internal addresses. */
export function explainFailure(error: unknown): string {
  if (error instanceof RefusedReceiverError) {
    return NO_PUBLIC_ADDRESS;
  }
  if (error instanceof PlainReceiverError) {
    return 'The URL of the receiver must start with https://';
  }
  const { code, cause, errors } = error as {
    code?: string;
    cause?: unknown;
    errors?: unknown[];
  };
  if (code && reasons[code]) {
    return reasons[code];
  }
  if (
    code &&
    /^(CERT_|DEPTH_|ERR_TLS_|ERR_SSL_|SELF_SIGNED|UNABLE_TO_)|_CERT/.test(code)
  ) {
    return `The receiver's certificate was not accepted (${code})`;
  }
  if (code?.startsWith('HPE_')) {
    return 'The response is not valid HTTP';
  }
  const deeper = cause ?? errors?.[0];
  return deeper
    ? explainFailure(deeper)
    : `The request failed${code ? ` (${code})` : ''}`;
}
