/** The `Retry-After` in seconds; undefined if missing, or hidden in a cross-origin response. @internal */
export function getRetryAfter(error: unknown): number | undefined {
  const { response } = (error ?? {}) as { response?: { headers?: Headers } };
  const seconds = Number(response?.headers?.get('retry-after') || NaN);
  return seconds >= 0 ? seconds : undefined;
}

/** The HTTP status of an error; undefined if the server did not respond. @public */
export function getErrorStatus(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** A validation error of one field. @public */
export interface FieldProblem {
  /** The path in the request, such as `body.cells[3].minutes`. */
  field: string;
  reason: string;
}

interface ErrorBody {
  message?: string;
  problems?: FieldProblem[];
}

/** Parses field errors from a message: a 409 response names fields only in its message. */
function parseFieldProblems(message: string): FieldProblem[] {
  return message.split('; ').flatMap(part => {
    const [, field, reason] =
      /^(body(?:\.\w+|\[\d+\])+): (.+)$/.exec(part) ?? [];
    return field ? [{ field, reason }] : [];
  });
}

function getErrorBody(error: unknown): ErrorBody | undefined {
  return (error as { body?: { error?: ErrorBody } } | null)?.body?.error;
}

/** Returns the server's validation errors by field; empty if the error names no field. @public */
export function getFieldProblems(error: unknown): FieldProblem[] {
  const body = getErrorBody(error);
  return (
    body?.problems ??
    parseFieldProblems(body?.message ?? (error as Error | null)?.message ?? '')
  );
}

/** The errors in a response. @public */
export interface Problems {
  message: string;
  /** The errors by field of the request body; empty if the response names no field. */
  fields: Record<string, string>;
}

/** Returns the message of an error response, and its errors by field. @public */
export function getProblems(error: unknown): Problems {
  const message =
    getErrorBody(error)?.message ?? (error as Error | null)?.message ?? '';
  const fields = new Map<string, string>();
  for (const { field, reason } of getFieldProblems(error)) {
    const name = /^body\.([a-z_]+)/.exec(field)?.[1];
    if (name && !fields.has(name)) {
      fields.set(name, reason);
    }
  }
  return { message, fields: Object.fromEntries(fields) };
}

/**
 * Formats the error of an action, such as "The entry was not saved. The week is approved."; undefined
 * without an error.
 *
 * @param failed - the first sentence; the server's message follows it
 * @param conflict - replaces the whole text after a 412: another person has changed the resource
 * @internal
 */
export function formatFailure(
  error: unknown,
  failed: string,
  conflict?: string,
): string | undefined {
  if (!error) {
    return undefined;
  }
  return conflict !== undefined && getErrorStatus(error) === 412
    ? conflict
    : `${failed} ${getProblems(error).message}`;
}
