import { Writable } from 'stream';
import { writeTexts } from './writeTexts';

/** A row of a file of JSON Lines. */
export const toJsonLine = (row: object) => `${JSON.stringify(row)}\n`;

/**
 * Streams rows as JSON Lines: UTF-8, one object per line, each line ended by LF; empty without
 * rows.
 *
 * @see writeTexts for backpressure and errors
 */
export async function writeJsonLines(
  output: Writable,
  rows: AsyncIterable<object> | Iterable<object>,
  options: { signal?: AbortSignal } = {},
): Promise<void> {
  await writeTexts(output, rows, toJsonLine, options);
}
