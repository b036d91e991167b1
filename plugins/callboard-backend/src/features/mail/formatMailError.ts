import { formatErrorText } from '../../database/formatErrorText';

/** The error of an email, as operators read it and both databases store it. */
export function formatMailError(error: unknown): string {
  return formatErrorText(error instanceof Error ? error.message : error);
}
