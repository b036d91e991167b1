const SECONDS_PER_DAY = 86_400;

/** The serial number of 1970-01-01. */
const UNIX_EPOCH = 25_569;

/**
 * 1900-03-01. Earlier serial numbers are ambiguous: Excel counts a 29 February 1900 that never
 * existed, other readers do not.
 */
const FIRST = 61;

/** The first serial number after 9999-12-31. */
const END = 2_958_466;

/**
 * The serial number of a date and time in spreadsheets: days since the end of 1899, the time of day
 * as the fraction. Serial numbers have no time zone.
 *
 * Rounds down to whole seconds. Spreadsheets round to the nearest second and would show 23:59:59.500
 * as the next day.
 *
 * @param wallTime - local wall-clock time in milliseconds, as if it were UTC
 * @returns undefined if a spreadsheet cannot show it: before 1900-03-01, after 9999-12-31, or
 *   invalid
 */
export function toExcelSerial(wallTime: number): number | undefined {
  const serial = UNIX_EPOCH + Math.floor(wallTime / 1000) / SECONDS_PER_DAY;
  return serial >= FIRST && serial < END ? serial : undefined;
}

/**
 * The wall-clock time of a serial number, in milliseconds, as if it were UTC.
 *
 * @returns undefined for numbers that `toExcelSerial` never returns
 */
export function toWallTime(serial: number): number | undefined {
  return serial >= FIRST && serial < END
    ? Math.round((serial - UNIX_EPOCH) * SECONDS_PER_DAY) * 1000
    : undefined;
}
