import { MAX_CELL_LENGTH } from '../../exports/toCellText';
import { BadCell } from '../BadCell';

/** An escape for a character that XML cannot contain, or for text that looks like such an escape. */
const escape = /_x([0-9a-fA-F]{4})_/g;

const invalid = /[\u0000\p{Surrogate}]/u; // eslint-disable-line no-control-regex

/**
 * Decodes the text of a cell as a spreadsheet shows it.
 *
 * @param raw - the text in the file (ECMA-376 part 1, ST_Xstring)
 */
export function decodeCellText(raw: string): string | BadCell {
  const text = raw.replace(escape, (_, code) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  if (text.length > MAX_CELL_LENGTH) {
    return new BadCell(`has more than ${MAX_CELL_LENGTH} characters`);
  }
  return invalid.test(text)
    ? new BadCell('contains an invalid character (U+0000 or a lone surrogate)')
    : text;
}
