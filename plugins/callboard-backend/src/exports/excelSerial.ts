const SECONDS_PER_DAY = 86_400;

/** The serial number of 1970-01-01. */
const UNIX_EPOCH = 25_569;

/**
 * 1900-03-01. Before it serial numbers are ambiguous: Excel counts a
 * 29 February 1900 that never was, other readers do not.
 */
const FIRST = 61;

/** The first serial number after 9999-12-31. */
const END = 2_958_466;

/**
 * The number by which spreadsheets know a date and time of day: days since the
 * end of 1899, the time of day as the fraction. Serial numbers know no zone.
 *
 * Whole seconds, rounded down: spreadsheets show seconds rounded to the
 * nearest, so that 23:59:59.500 would show as the next day.
 *
 * @param wallTime - what the clock on the wall shows, in milliseconds, as if
 *   that clock stood in UTC
 * @returns undefined for what a spreadsheet cannot show: before 1900-03-01,
 *   after 9999-12-31, or no time at all
 */
export function excelSerial(wallTime: number): number | undefined {
  const serial = UNIX_EPOCH + Math.floor(wallTime / 1000) / SECONDS_PER_DAY;
  return serial >= FIRST && serial < END ? serial : undefined;
}

/**
 * What the clock on the wall shows at a serial number, in milliseconds, as if
 * that clock stood in UTC.
 *
 * @returns undefined for what `excelSerial` never answers
 */
export function wallTimeOf(serial: number): number | undefined {
  return serial >= FIRST && serial < END
    ? Math.round((serial - UNIX_EPOCH) * SECONDS_PER_DAY) * 1000
    : undefined;
}
