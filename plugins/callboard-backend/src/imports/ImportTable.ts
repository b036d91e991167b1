import { InvalidRequestError } from '../http/errors';

/** The maximum number of columns, more than any table of staff, departments or worklogs has. */
export const MAX_COLUMNS = 200;

/** The maximum number of cells in a row; Excel's own limit. */
export const MAX_ROW_CELLS = 16_384;

/**
 * The maximum length of all texts of a table together, in characters. A spreadsheet can show one
 * long text in many cells.
 */
export const MAX_TEXT_LENGTH = 20_000_000;

export class BadCell {
  constructor(readonly reason: string) {}
}

/** A row of a file. Cells are in the order of their columns; some may be missing. */
export interface RawRow {
  /** The row number in a spreadsheet, from 1. */
  row: number;
  cells: ReadonlyArray<string | BadCell | undefined>;
  /** The reason why the whole row cannot be read. */
  problem?: string;
}

/** The maximum number of invalid cells in a row that are reported one by one. */
export const MAX_ROW_PROBLEMS = 100;

/** The problem of a cell with an invalid value, or of a whole row. */
export interface CellProblem {
  /** The column; null for the whole row. */
  field: string | null;
  reason: string;
}

/** Error values that spreadsheets show and export. */
const spreadsheetError =
  /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{3,})$/i;

/** Returns the error value of a cell that contains nothing else; undefined for other cells. */
export function findSpreadsheetError(text: string): string | undefined {
  return spreadsheetError.test(text)
    ? text.slice(0, 20).toUpperCase()
    : undefined;
}

/** A non-blank row of a table. */
export interface TableRow {
  /**
   * The row number in a spreadsheet, from 1. Blank rows count; in CSV, a line break in quotes does
   * not start a row.
   */
  row: number;
  /**
   * The text of each selected column, trimmed except in columns with text of several lines. Blank
   * cells are empty; they are missing if repeated columns are joined. Has no prototype.
   */
  cells: Record<string, string>;
  /** The problems of invalid cells, which count as blank in `cells`. */
  problems?: CellProblem[];
  /** Whether a cell beyond the header has content. */
  hasSurplusCells?: true;
}

/** The content of a spreadsheet or CSV file, below its header. */
export interface ImportTable {
  /**
   * Lower case, with underscores for spaces and hyphens. Names may be repeated, unless repeated
   * columns are joined.
   */
  columns: string[];
  rows: TableRow[];
}

/**
 * Creates a record whose keys are texts of a file. The record has no prototype, so that a column
 * named `constructor` finds no inherited value. A result of `Object.create(null)` takes five times
 * the memory.
 */
export function createTextRecord<Value>(
  entries: Iterable<readonly [string, Value]>,
): Record<string, Value> {
  return Object.setPrototypeOf(Object.fromEntries(entries), null);
}

/** 400 with the problem of the uploaded file. */
export function createFileError(reason: string): InvalidRequestError {
  return new InvalidRequestError([{ field: 'body.file', reason }]);
}

/** 400 for a file whose cells together have too many characters. */
export function createTooMuchTextError(): InvalidRequestError {
  return createFileError(
    `contains more than ${MAX_TEXT_LENGTH / 1_000_000} million characters`,
  );
}
