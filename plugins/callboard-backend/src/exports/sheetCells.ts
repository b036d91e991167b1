import { Style } from 'exceljs';
import { CellValue, Column } from './Column';
import { excelSerial } from './excelSerial';
import { sheetText } from './sheetText';
import { wallClock } from './wallClock';

/** What is put into a cell; never an object, so never a formula. */
export interface SheetCell {
  value: string | number | boolean;
  style: Partial<Style>;
}

// exceljs looks styles up by identity: shared ones are resolved once a file
// instead of once a cell.
const general: Partial<Style> = {};
const literal: Partial<Style> = { numFmt: '@' };
const dateTime: Partial<Style> = { numFmt: 'yyyy-mm-dd hh:mm:ss' };
const date: Partial<Style> = { numFmt: 'yyyy-mm-dd' };

/** Older Excels show `####` for a longer text in a cell marked as text. */
const MAX_LITERAL_LENGTH = 255;

/**
 * Marked as text, so that it is not read again as a formula or a number when
 * a person edits the cell.
 */
function text(value: string): SheetCell {
  const stored = sheetText(value);
  return {
    value: stored,
    style: stored.length <= MAX_LITERAL_LENGTH ? literal : general,
  };
}

function plain(value: CellValue): SheetCell | undefined {
  if (typeof value === 'string') {
    return value === '' ? undefined : text(value);
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { value, style: general } : undefined;
  }
  return typeof value === 'boolean' ? { value, style: general } : undefined;
}

function calendarDate(value: CellValue): SheetCell | undefined {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const serial = excelSerial(Date.parse(`${value}T00:00:00Z`));
    if (serial !== undefined) {
      return { value: serial, style: date };
    }
  }
  return plain(value);
}

function instantIn(zone: string) {
  const clock = wallClock(zone);
  return (value: CellValue): SheetCell | undefined => {
    if (typeof value !== 'number') {
      return plain(value);
    }
    const serial = excelSerial(clock.wallTime(value));
    if (serial !== undefined) {
      return { value: serial, style: dateTime };
    }
    return plain(clock.iso(value));
  };
}

/**
 * How a column's values become cells; undefined is an empty cell. A date that
 * no spreadsheet can show as one becomes text.
 *
 * @throws RangeError when the column names an unknown zone
 */
export function sheetCells(
  column: Column,
): (value: CellValue) => SheetCell | undefined {
  switch (column.kind) {
    case 'datetime':
      return instantIn(column.zone);
    case 'date':
      return calendarDate;
    default:
      return plain;
  }
}
