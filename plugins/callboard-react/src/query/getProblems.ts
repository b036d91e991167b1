import { getErrorBody, getFieldProblems } from './getFieldProblems';

/** The errors in a response. @public */
export interface Problems {
  /** The server's message. */
  message: string;
  /** Errors by field name of the body; empty if no field is named. */
  fields: Record<string, string>;
}

/** Returns the server's errors for a request, by field if it names one. @public */
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
