import { cutText } from '../database/cutText';

/** An error in at most 2 000 characters, as both databases store them. */
export function errorText(error: unknown): string {
  return (
    cutText(textOf(error), 2_000)
      // PostgreSQL stores neither half a pair nor this character.
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replaceAll('\u0000', '')
  );
}

/** An error in words, also one that fails to say what it is. */
function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'An error without words';
  }
}
