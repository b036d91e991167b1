/** More columns than any table of people or departments has. */
export const MAX_COLUMNS = 200;

/** The maximum number of cells in a row; Excel's own limit. */
export const MAX_ROW_CELLS = 16_384;

/**
 * The maximum length of all texts of a table together, in characters. A spreadsheet can show one
 * long text in many cells.
 */
export const MAX_TEXT_LENGTH = 20_000_000;
