import { InputError } from '@backstage/errors';
import { validateText } from '../validateText';

/** Encodes an opaque cursor. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Decodes a cursor.
 *
 * @param check - whether the content is a position of this list
 * @throws InputError for a cursor that this list did not issue
 */
export function decodeCursor<T>(
  cursor: string,
  check: (position: unknown) => position is T,
): T {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // A forged cursor could contain a text that the database rejects.
    const { whole, texts } = validateText(position, 1);
    if (!whole && texts.length === 0 && check(position)) {
      return position;
    }
  } catch {
    // Invalid JSON: handled by the error below.
  }
  throw new InputError('query.cursor: is not a cursor of this list');
}

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a cursor's content is a row id. */
export function isId(position: unknown): position is string {
  return typeof position === 'string' && idPattern.test(position);
}
