// In Unicode mode \p{Surrogate} matches only surrogates without their partner.
const unstorable =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\p{Surrogate}]/gu;

const lineBreak = /\r\n?/g;

/**
 * Removes characters that files cannot contain: control characters, lone surrogates, U+FFFE and
 * U+FFFF; a line break becomes a single LF.
 */
export function removeUnprintable(text: string): string {
  return text.replace(unstorable, '').replace(lineBreak, '\n');
}

/** The maximum length of a cell, in UTF-16 units (Excel's own limit). */
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
 * Converts a text for a cell of a sheet.
 *
 * Control characters, lone surrogates, U+FFFE and U+FFFF, which XML 1.0 forbids, are removed; a
 * line break is the single LF that spreadsheets use; a text longer than `MAX_CELL_LENGTH` is
 * truncated with an ellipsis, never in the middle of a character. Escape sequences (`_x0041_`) are
 * escaped themselves (ECMA-376 part 1, ST_Xstring), otherwise they would be shown as the character.
 */
export function toCellText(text: string): string {
  return cut(removeUnprintable(text)).replace(escapeLike, '_x005F_');
}
