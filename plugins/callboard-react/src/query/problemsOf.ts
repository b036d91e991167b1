interface FieldProblem {
  field: string;
  reason: string;
}

interface ErrorBody {
  message?: string;
  problems?: FieldProblem[];
}

/** A problem that an answer names. @public */
export interface Problems {
  /** The server's own words. */
  message: string;
  /** By the field's name in the body; empty where it is about no field. */
  fields: Record<string, string>;
}

/** Conflicts say in their words alone which field they are about. */
function problemsInWords(message: string): FieldProblem[] {
  return message.split('; ').flatMap(part => {
    const [, field, reason] = /^(body\.\w+): (.+)$/.exec(part) ?? [];
    return field ? [{ field, reason }] : [];
  });
}

/**
 * The problems that the server found in a request, by field if it names one.
 *
 * @public
 */
export function problemsOf(error: unknown): Problems {
  const body = (error as { body?: { error?: ErrorBody } } | null)?.body?.error;
  const message = body?.message ?? (error as Error | null)?.message ?? '';
  const fields = new Map<string, string>();
  for (const { field, reason } of body?.problems ?? problemsInWords(message)) {
    const name = /^body\.([a-z_]+)/.exec(field)?.[1];
    if (name && !fields.has(name)) {
      fields.set(name, reason);
    }
  }
  return { message, fields: Object.fromEntries(fields) };
}
