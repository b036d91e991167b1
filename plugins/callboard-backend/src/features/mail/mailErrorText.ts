import { errorText } from '../../changes/errorText';

/** Why a mail was not taken, as operators read it and both databases store it. */
export function mailErrorText(error: unknown): string {
  return errorText(error instanceof Error ? error.message : error);
}
