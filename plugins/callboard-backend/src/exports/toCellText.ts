import { cutText } from '../database/text';

// In Unicode mode \p{Surrogate} matches only lone surrogates.
const unprintable =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\p{Surrogate}]/gu;

const lineBreak = /\r\n?/g;

/**
 * Removes ASCII control characters except tabs and line breaks, lone surrogates, U+FFFE and U+FFFF.
 * Every line break becomes a single LF.
 */
export function removeUnprintable(text: string): string {
  return text.replace(unprintable, '').replace(lineBreak, '\n');
}

/** The maximum length of a cell, in UTF-16 units (Excel's own limit). */
export const MAX_CELL_LENGTH = 32_767;

const ELLIPSIS = '…';

/** The first character of a text that looks like an escape sequence, such as `_x0041_`. */
const escapeSequence = /_(?=x[0-9a-fA-F]{4}_)/g;

function truncate(text: string): string {
  return text.length <= MAX_CELL_LENGTH
    ? text
    : cutText(text, MAX_CELL_LENGTH - ELLIPSIS.length) + ELLIPSIS;
}

/**
 * Converts a text for a cell of a worksheet.
 *
 * Removes unprintable characters, most of which XML 1.0 forbids. A line break becomes the single LF
 * that spreadsheets use. Truncates a text longer than `MAX_CELL_LENGTH` with an ellipsis, never in
 * the middle of a surrogate pair. Escapes escape sequences such as `_x0041_` (ECMA-376 part 1,
 * ST_Xstring): otherwise, spreadsheet programs would show the encoded character.
 */
export function toCellText(text: string): string {
  return truncate(removeUnprintable(text)).replace(escapeSequence, '_x005F_');
}
