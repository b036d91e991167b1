import { ResponseError } from '@backstage/errors';

/** The outcome of a request. It determines the next step of the sender. */
export type Outcome =
  | { kind: 'stored' }
  /** The server rejects the events: sending them again is useless. */
  | { kind: 'refused' }
  /** The failure is temporary: retry later. */
  | { kind: 'later'; afterMs?: number }
  /** The user cannot post for now: retry much later. */
  | { kind: 'paused' };

const REFUSED = [400, 413, 422];
const LATER = [408, 425, 429];

export function toFailureOutcome(error: unknown, now: number): Outcome {
  if (!(error instanceof ResponseError)) {
    return { kind: 'later' };
  }
  const status = error.statusCode;
  if (REFUSED.includes(status)) {
    return { kind: 'refused' };
  }
  if (status >= 500 || LATER.includes(status)) {
    const afterMs = parseRetryAfter(
      error.response.headers.get('retry-after'),
      now,
    );
    return { kind: 'later', afterMs };
  }
  return { kind: 'paused' };
}

function parseRetryAfter(
  header: string | null,
  now: number,
): number | undefined {
  if (!header) {
    return undefined;
  }
  const milliseconds = /^\s*\d+\s*$/.test(header)
    ? Number(header) * 1_000
    : Date.parse(header) - now;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
