import { cutText } from './text';

/** The text of an error: at most 2 000 characters, which both databases can store. */
export function formatErrorText(error: unknown): string {
  return (
    cutText(stringifyError(error), 2_000)
      // PostgreSQL rejects lone surrogates and NUL.
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
