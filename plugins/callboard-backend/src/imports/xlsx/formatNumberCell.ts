import { toWallTime } from '../../exports/toExcelSerial';
import { BadCell } from '../BadCell';
import { NumberFormat } from './parseNumberFormat';

/** 1904-01-01, day 0 of workbooks that count from that date. */
const DAYS_TO_1904 = 1462;

const SECONDS_PER_DAY = 86_400;

/** More days than any plausible duration. */
const MAX_ELAPSED_DAYS = 100_000;

/** The interpretation of a workbook's numbers. */
export interface NumberReading {
  /** Whether days are counted from 1904. */
  is1904: boolean;
  /**
   * Whether dates include their time of day if the format shows it, and times of day and durations
   * are read as `h:mm:ss`. Otherwise only days are read, and times are numbers.
   */
  withTimes: boolean;
}

/**
 * The text of a number in a cell: the day of a date, otherwise decimal digits without an exponent;
 * times as `reading` specifies.
 *
 * @param raw - the number in the file
 */
export function formatNumberCell(
  raw: string,
  format: NumberFormat,
  { is1904, withTimes }: NumberReading,
): string | BadCell {
  const value = Number(raw);
  if (!Number.isFinite(value)) {
    return new BadCell('does not contain a valid number');
  }
  const serial = is1904 ? value + DAYS_TO_1904 : value;
  switch (format.kind) {
    case 'date':
      return formatSerialDate(serial);
    case 'date-time':
      return withTimes
        ? formatSerialDateTime(serial)
        : formatSerialDate(serial);
    case 'time':
      return withTimes
        ? formatTime(Math.round(value * SECONDS_PER_DAY) % SECONDS_PER_DAY)
        : formatPlainNumber(value);
    case 'elapsed':
      return withTimes && Math.abs(value) < MAX_ELAPSED_DAYS
        ? formatTime(Math.round(value * SECONDS_PER_DAY))
        : formatPlainNumber(value);
    case 'digits':
      return formatPlainNumber(value).padStart(format.count, '0');
    default:
      return formatPlainNumber(value);
  }
}

function formatSerialDate(serial: number): string | BadCell {
  const midnight = toWallTime(Math.floor(serial));
  return midnight === undefined
    ? new BadCell('does not contain a valid date')
    : new Date(midnight).toISOString().slice(0, 10);
}

function formatSerialDateTime(serial: number): string | BadCell {
  const time = toWallTime(serial);
  return time === undefined
    ? formatSerialDate(serial)
    : new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** Seconds as `h:mm:ss`. */
function formatTime(seconds: number): string {
  const whole = Math.abs(seconds);
  const padTwoDigits = (part: number) => String(part % 60).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  const sign = seconds < 0 ? '-' : '';
  return `${sign}${hours}:${padTwoDigits(minutes)}:${padTwoDigits(whole)}`;
}

function formatPlainNumber(value: number): string {
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en-US', {
        useGrouping: false,
        maximumSignificantDigits: 17,
      })
    : text;
}
