/** A validation error of one field. @public */
export interface FieldProblem {
  /** The path in the request, such as `body.cells[3].minutes`. */
  field: string;
  /** The server's message. */
  reason: string;
}

interface ErrorBody {
  message?: string;
  problems?: FieldProblem[];
}

/** Parses the fields from a conflict's message, the only place that names them. */
function parseFieldProblems(message: string): FieldProblem[] {
  return message.split('; ').flatMap(part => {
    const [, field, reason] =
      /^(body(?:\.\w+|\[\d+\])+): (.+)$/.exec(part) ?? [];
    return field ? [{ field, reason }] : [];
  });
}

/** Returns the body of a Backstage error response, if the error has one. */
export function getErrorBody(error: unknown): ErrorBody | undefined {
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
