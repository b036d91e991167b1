import { errorText } from '../../changes/errorText';

/** The error of an email, as operators read it and both databases store it. */
export function mailErrorText(error: unknown): string {
  return errorText(error instanceof Error ? error.message : error);
}
