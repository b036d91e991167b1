import { cutText } from './text';

/** An error in at most 2 000 characters, as both databases store them. */
export function formatErrorText(error: unknown): string {
  return (
    cutText(stringifyError(error), 2_000)
      // PostgreSQL rejects lone surrogates and this character.
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replaceAll('\u0000', '')
  );
}

/** The text of an error, even if its own conversion throws. */
function stringifyError(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'An error without a message';
  }
}
