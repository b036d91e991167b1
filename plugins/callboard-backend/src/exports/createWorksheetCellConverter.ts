import { Style } from 'exceljs';
import { CellValue, Column } from './Column';
import { toExcelSerial } from './toExcelSerial';
import { toCellText } from './toCellText';
import { createWallClock } from './createWallClock';

/** The content of a cell; never an object, and so never a formula. */
export interface WorksheetCell {
  value: string | number | boolean;
  style: Partial<Style>;
}

// exceljs looks styles up by identity: shared styles are resolved once per file instead of once per
// cell.
const general: Partial<Style> = {};
const literal: Partial<Style> = { numFmt: '@' };
const dateTime: Partial<Style> = { numFmt: 'yyyy-mm-dd hh:mm:ss' };
const date: Partial<Style> = { numFmt: 'yyyy-mm-dd' };

/** Older Excel versions show `####` for a longer text in a cell formatted as text. */
const MAX_LITERAL_LENGTH = 255;

/** Formatted as text, so that it does not become a formula or a number when a user edits the cell. */
function toTextCell(value: string): WorksheetCell {
  const stored = toCellText(value);
  return {
    value: stored,
    style: stored.length <= MAX_LITERAL_LENGTH ? literal : general,
  };
}

function toPlainCell(value: CellValue): WorksheetCell | undefined {
  if (typeof value === 'string') {
    return value === '' ? undefined : toTextCell(value);
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { value, style: general } : undefined;
  }
  return typeof value === 'boolean' ? { value, style: general } : undefined;
}

function toDateCell(value: CellValue): WorksheetCell | undefined {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const serial = toExcelSerial(Date.parse(`${value}T00:00:00Z`));
    if (serial !== undefined) {
      return { value: serial, style: date };
    }
  }
  return toPlainCell(value);
}

function createInstantConverter(zone: string) {
  const clock = createWallClock(zone);
  return (value: CellValue): WorksheetCell | undefined => {
    if (typeof value !== 'number') {
      return toPlainCell(value);
    }
    const serial = toExcelSerial(clock.getWallTime(value));
    if (serial !== undefined) {
      return { value: serial, style: dateTime };
    }
    return toPlainCell(clock.toIsoString(value));
  };
}

/**
 * Converts a column's values to cells; undefined is an empty cell. A date that spreadsheets cannot
 * represent becomes text.
 *
 * @throws RangeError if the column has an unknown zone
 */
export function createWorksheetCellConverter(
  column: Column,
): (value: CellValue) => WorksheetCell | undefined {
  switch (column.kind) {
    case 'datetime':
      return createInstantConverter(column.zone);
    case 'date':
      return toDateCell;
    default:
      return toPlainCell;
  }
}
