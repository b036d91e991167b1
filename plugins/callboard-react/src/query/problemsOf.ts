import { errorBodyOf, fieldProblemsOf } from './fieldProblemsOf';

/** A problem that an answer names. @public */
export interface Problems {
  /** The server's own words. */
  message: string;
  /** By the field's name in the body; empty where it is about no field. */
  fields: Record<string, string>;
}

/**
 * The problems that the server found in a request, by field if it names one.
 *
 * @public
 */
export function problemsOf(error: unknown): Problems {
  const message =
    errorBodyOf(error)?.message ?? (error as Error | null)?.message ?? '';
  const fields = new Map<string, string>();
  for (const { field, reason } of fieldProblemsOf(error)) {
    const name = /^body\.([a-z_]+)/.exec(field)?.[1];
    if (name && !fields.has(name)) {
      fields.set(name, reason);
    }
  }
  return { message, fields: Object.fromEntries(fields) };
}
