import { fileError } from '../fileError';
import { MAX_ROW_CELLS } from '../limits';

/**
 * The same text, as long as no row in it has too many cells. The parser keeps
 * the cells of a row until the row ends, and its length limit does not count
 * empty ones.
 *
 * @throws InputError before it passes on text with such a row
 */
export async function* boundRows(
  pieces: AsyncIterable<string>,
  delimiter: ',' | ';',
): AsyncGenerator<string, void> {
  let cells = 1;
  let isQuoted = false;
  for await (const piece of pieces) {
    for (const character of piece) {
      if (character === '"') {
        // A doubled one inside quotes ends them and begins them again.
        isQuoted = !isQuoted;
      } else if (isQuoted) {
        continue;
      } else if (character === '\n' || character === '\r') {
        cells = 1;
      } else if (character === delimiter) {
        cells += 1;
      }
      if (cells > MAX_ROW_CELLS) {
        throw fileError(`has a row of more than ${MAX_ROW_CELLS} cells`);
      }
    }
    yield piece;
  }
}
