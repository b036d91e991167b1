/** What is wrong with a field. @public */
export interface FieldProblem {
  /** Its path in the request, such as `body.cells[3].minutes`. */
  field: string;
  /** The server's own words. */
  reason: string;
}

interface ErrorBody {
  message?: string;
  problems?: FieldProblem[];
}

/** Conflicts say in their words alone which field they are about. */
function problemsInWords(message: string): FieldProblem[] {
  return message.split('; ').flatMap(part => {
    const [, field, reason] =
      /^(body(?:\.\w+|\[\d+\])+): (.+)$/.exec(part) ?? [];
    return field ? [{ field, reason }] : [];
  });
}

/** The body of the platform's errors, where an error has one. */
export function errorBodyOf(error: unknown): ErrorBody | undefined {
  return (error as { body?: { error?: ErrorBody } } | null)?.body?.error;
}

/**
 * The problems that the server found in a request, field by field; none where it
 * names no field.
 *
 * @public
 */
export function fieldProblemsOf(error: unknown): FieldProblem[] {
  const body = errorBodyOf(error);
  return (
    body?.problems ??
    problemsInWords(body?.message ?? (error as Error | null)?.message ?? '')
  );
}
