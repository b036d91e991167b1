/**
 * A value of one cell.
 *
 * - `string`: text, regardless of its content;
 * - `number`: a number, except in a `datetime` column, where it is an instant in milliseconds since
 *   1970; a number that is not finite leaves the cell empty;
 * - `boolean`: `TRUE` or `FALSE` in a worksheet, `true` or `false` in CSV;
 * - `null`, `undefined`: an empty cell.
 */
export type CellValue = string | number | boolean | null | undefined;

/**
 * A column of a table that is written as a worksheet or as CSV.
 *
 * `width` is in characters of the standard font; by default it depends on the kind and the header.
 * A `date` column takes `YYYY-MM-DD`, independent of any zone; a `datetime` column shows instants
 * as local time in `zone`, an IANA name.
 */
export type Column = { header: string; width?: number } & (
  | { kind: 'text' | 'number' | 'date' }
  | { kind: 'datetime'; zone: string }
);

/** One row: a value for each column, in order. */
export type Row = readonly CellValue[];
