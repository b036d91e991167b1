import { z } from 'zod';
import {
  calendarDate,
  describeIssue,
  MAX_TYPED_LENGTH,
} from '@callboard/plugin-callboard-common';
import { ImportReport } from './ImportReport';
import { TableRow } from './ImportTable';

/** A cell with a date, time, duration, number or other short value. */
export const typedCell = z
  .string()
  .refine(text => text.length <= MAX_TYPED_LENGTH, {
    error: `must have at most ${MAX_TYPED_LENGTH} characters`,
    abort: true,
  });

/** Whether the comma of a number could separate thousands or decimals, as in `14,400`. */
export const hasAmbiguousComma = (text: string): boolean =>
  /^[1-9]\d{0,2},\d{3}$/.test(text);

/** Parses a number with a decimal point or comma; NaN for other texts and for an ambiguous comma. */
export function parseDecimal(text: string): number {
  const isNumber = /^(\d+([.,]\d*)?|[.,]\d+)$/.test(text);
  return isNumber && !hasAmbiguousComma(text)
    ? Number(text.replace(',', '.'))
    : NaN;
}

/** A number cell, with a decimal point. */
export function createNumberCell(min: number, max: number) {
  return typedCell
    .regex(/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i, 'must be a number')
    .transform(Number)
    .pipe(z.number().min(min).max(max));
}

/** A long number as a spreadsheet shows and exports it, with digits lost. */
const scientific = /^[+-]?\d+(?:[.,]\d+)?E[+-]\d+$/i;

/** A cell whose exact digits matter, such as an id or a phone number. */
export function createIdentifierCell<Schema extends z.ZodType<unknown, string>>(
  schema: Schema,
) {
  return z
    .string()
    .refine(text => !scientific.test(text), {
      error:
        'is a number that a spreadsheet has shortened, such as 1.2E+07: format the column as text, and enter the value again',
      abort: true,
    })
    .pipe(schema);
}

const yes = ['true', 'yes', '1'];
const no = ['false', 'no', '0'];

export const flagCell = typedCell
  .transform(text => text.toLowerCase())
  .refine(text => [...yes, ...no].includes(text), 'must be true or false')
  .transform(text => yes.includes(text));

/** `2024-01-31` or `2024/1/31`. */
const yearFirst = /^(?<year>\d{4})([-/])(?<month>\d{1,2})\2(?<day>\d{1,2})$/;
/** With full stops, the day comes first. With slashes, the order is ambiguous. */
const dayFirst = /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/;
/** Dates such as `01/02/2024`, whose day and month cannot be distinguished. */
const ambiguous = /^\d{1,2}[-/]\d{1,2}[-/]\d{2,4}$/;

/** A date cell: `2024-01-31`, `2024/1/31` or `31.1.2024`. */
export const dateCell = typedCell
  .refine(text => !ambiguous.test(text), {
    error: 'is ambiguous: write the date as YYYY-MM-DD',
    abort: true,
  })
  .transform(toIsoDate)
  .pipe(calendarDate);

function toIsoDate(text: string): string {
  const match = yearFirst.exec(text) ?? dayFirst.exec(text);
  if (!match) return text;
  const { year, month, day } = match.groups!;
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

/** The parsed cells of a row; blank cells are absent. */
export type ParsedCells<Shape extends Record<string, z.ZodType>> = {
  [Column in keyof Shape]?: z.output<Shape[Column]>;
};

/** Parses the text of a cell; undefined if it is blank or invalid. An invalid cell fails the row. */
export function parseCell<Schema extends z.ZodType>(
  report: ImportReport,
  { row, column }: { row: number; column: string },
  text: string | undefined,
  schema: Schema,
): z.output<Schema> | undefined {
  if (!text) {
    return undefined;
  }
  const { data, error } = schema.safeParse(text, { error: describeIssue });
  if (error) {
    report.fail(row, column, error.issues[0].message);
  }
  return data;
}

/**
 * Parses the cells of a row, each by the schema of its column. Each invalid cell is an error of the
 * row.
 */
export function parseCells<Shape extends Record<string, z.ZodType>>(
  report: ImportReport,
  { row, cells }: TableRow,
  shape: Shape,
): ParsedCells<Shape> {
  const values: Record<string, unknown> = {};
  for (const [column, schema] of Object.entries(shape)) {
    const value = parseCell(report, { row, column }, cells[column], schema);
    if (value !== undefined) {
      values[column] = value;
    }
  }
  return values as ParsedCells<Shape>;
}
