import { wallTimeOf } from '../../exports/excelSerial';
import { BadCell } from '../BadCell';
import { NumberFormat } from './numberFormat';

/** 1904-01-01, day 0 of workbooks that count from there. */
const DAYS_TO_1904 = 1462;

/**
 * The text of a number in a cell: its day for a date, whatever the time of day,
 * else its decimal digits without an exponent.
 *
 * @param raw - the number as the file has it
 */
export function numberText(
  raw: string,
  format: NumberFormat,
  is1904: boolean,
): string | BadCell {
  const value = Number(raw);
  if (!Number.isFinite(value)) {
    return new BadCell('holds no number that can be read');
  }
  switch (format.kind) {
    case 'date':
      return dayText(is1904 ? value + DAYS_TO_1904 : value);
    case 'digits':
      return plainText(value).padStart(format.count, '0');
    default:
      return plainText(value);
  }
}

function dayText(serial: number): string | BadCell {
  const midnight = wallTimeOf(Math.floor(serial));
  return midnight === undefined
    ? new BadCell('holds no day of the calendar')
    : new Date(midnight).toISOString().slice(0, 10);
}

function plainText(value: number): string {
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en-US', {
        useGrouping: false,
        maximumSignificantDigits: 17,
      })
    : text;
}
