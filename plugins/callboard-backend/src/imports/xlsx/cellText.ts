import { MAX_CELL_LENGTH } from '../../exports/sheetText';
import { BadCell } from '../BadCell';

/** A character that XML cannot hold, or that reads like such an escape. */
const escape = /_x([0-9a-fA-F]{4})_/g;

const invalid = /[\u0000\p{Surrogate}]/u; // eslint-disable-line no-control-regex

/**
 * A text as a person sees it in its cell.
 *
 * @param raw - the text as the file has it (ECMA-376 part 1, ST_Xstring)
 */
export function cellText(raw: string): string | BadCell {
  const text = raw.replace(escape, (_, code) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  if (text.length > MAX_CELL_LENGTH) {
    return new BadCell(`has more than ${MAX_CELL_LENGTH} characters`);
  }
  return invalid.test(text)
    ? new BadCell('holds U+0000 or a lone surrogate')
    : text;
}
