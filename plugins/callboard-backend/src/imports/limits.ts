/** More columns than a table of people or departments has. */
export const MAX_COLUMNS = 200;

/** How far to the right a row may have cells; Excel's own limit. */
export const MAX_ROW_CELLS = 16_384;

/**
 * All texts of a table together, in characters. A spreadsheet can show one long
 * text in many cells.
 */
export const MAX_TEXT_LENGTH = 20_000_000;
