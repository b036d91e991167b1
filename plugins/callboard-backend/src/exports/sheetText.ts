import { printable } from './printable';

/** What a cell holds at most, in UTF-16 units (Excel's own limit). */
export const MAX_CELL_LENGTH = 32_767;

const CUT_MARK = '…';

const escapeLike = /_(?=x[0-9a-fA-F]{4}_)/g;

function cut(text: string): string {
  if (text.length <= MAX_CELL_LENGTH) {
    return text;
  }
  const start = text.slice(0, MAX_CELL_LENGTH - CUT_MARK.length);
  return start.replace(/[\ud800-\udbff]$/, '') + CUT_MARK;
}

/**
 * A text as a cell of a sheet can hold it.
 *
 * Control characters, lone surrogates, U+FFFE and U+FFFF, which XML 1.0 cannot
 * hold, are removed; a line break is the single LF that spreadsheets use; a
 * text longer than `MAX_CELL_LENGTH` is cut with a mark, never in the middle
 * of a character. What reads like an escape (`_x0041_`) is escaped itself
 * (ECMA-376 part 1, ST_Xstring), else it would be shown as the character.
 */
export function sheetText(text: string): string {
  return cut(printable(text)).replace(escapeLike, '_x005F_');
}
