import { CellValue, Column } from './Column';
import { neutralise } from './neutralise';
import { createWallClock } from './createWallClock';

function formatPlainValue(value: CellValue): string {
  switch (typeof value) {
    case 'string':
      return neutralise(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : '';
    case 'boolean':
      return String(value);
    default:
      return '';
  }
}

/**
 * Converts a column's values to the fields of a CSV file. Text is neutralised, numbers are not:
 * `-5` stays a number. An instant is ISO 8601 with the offset of the column's zone, so that it is
 * both readable and exact.
 *
 * @throws RangeError if the column has an unknown zone
 */
export function createCsvFormatter(
  column: Column,
): (value: CellValue) => string {
  if (column.kind !== 'datetime') {
    return formatPlainValue;
  }
  const clock = createWallClock(column.zone);
  return value =>
    typeof value === 'number'
      ? clock.toIsoString(value) ?? ''
      : formatPlainValue(value);
}
