import { FixedOffsetZone, IANAZone } from 'luxon';

const SECONDS_PER_DAY = 86_400;

/** The serial number of 1970-01-01. */
const UNIX_EPOCH = 25_569;

/**
 * 1900-03-01. Earlier serial numbers are ambiguous: Excel counts a 29 February 1900 that never
 * existed, other readers do not.
 */
const MIN_SERIAL = 61;

/** The first serial number after 9999-12-31. */
const END_SERIAL = 2_958_466;

/**
 * The serial number of a date and time in spreadsheets: days since the end of 1899, the time of day
 * as the fraction. Serial numbers have no time zone.
 *
 * Rounds down to whole seconds. Spreadsheets round to the nearest second and would show
 * 23:59:59.500 as the next day.
 *
 * @param wallTime - local wall-clock time in milliseconds, as if it were UTC
 * @returns undefined if a spreadsheet cannot show it: before 1900-03-01, after 9999-12-31, or
 *   invalid
 */
export function toExcelSerial(wallTime: number): number | undefined {
  const serial = UNIX_EPOCH + Math.floor(wallTime / 1000) / SECONDS_PER_DAY;
  return serial >= MIN_SERIAL && serial < END_SERIAL ? serial : undefined;
}

/**
 * The wall-clock time of a serial number, in milliseconds, as if it were UTC.
 *
 * @returns undefined for numbers that `toExcelSerial` never returns
 */
export function toWallTime(serial: number): number | undefined {
  return serial >= MIN_SERIAL && serial < END_SERIAL
    ? Math.round((serial - UNIX_EPOCH) * SECONDS_PER_DAY) * 1000
    : undefined;
}

const MINUTE_MS = 60_000;

/** Since `STEADY_SINCE`, zones have changed their offsets only on the quarter hour. */
const QUARTER_HOUR_MS = 15 * MINUTE_MS;

/**
 * The start of June 1972. Earlier, some zones had offsets with odd minutes and seconds, which they
 * could change between quarter hours.
 */
const STEADY_SINCE = Date.UTC(1972, 5);

/** Converts instants, in milliseconds since 1970, to the local time of a zone. */
interface WallClock {
  /** The local time in milliseconds, as if it were UTC. */
  getWallTime(instant: number): number;
  /** ISO 8601 with milliseconds and the offset at that instant; null for an invalid instant. */
  toIsoString(instant: number): string | null;
}

/** @throws RangeError if the zone does not exist */
export function createWallClock(zone: string): WallClock {
  const iana = IANAZone.create(zone);
  if (!iana.isValid) {
    throw new RangeError(`No such time zone: ${zone}`);
  }
  const getOffset = createOffsetLookup(iana);
  return {
    getWallTime: instant => instant + getOffset(instant) * MINUTE_MS,
    toIsoString: instant => {
      const wall = new Date(instant + getOffset(instant) * MINUTE_MS);
      return Number.isNaN(wall.getTime())
        ? null
        : wall
            .toISOString()
            .replace(
              'Z',
              FixedOffsetZone.instance(getOffset(instant)).formatOffset(
                instant,
                'short',
              ),
            );
    },
  };
}

/**
 * Returns a function that looks up the offset of a zone at an instant, in minutes. Luxon's lookup
 * takes longer than writing a row. Rows are ordered by time, so the last offset is reused until it
 * may have changed.
 */
function createOffsetLookup(iana: IANAZone): (instant: number) => number {
  let cached: { quarterHour: number; offset: number } | undefined;
  return instant => {
    const quarterHour = Math.floor(instant / QUARTER_HOUR_MS);
    if (cached?.quarterHour !== quarterHour || instant < STEADY_SINCE) {
      cached = { quarterHour, offset: iana.offset(instant) };
    }
    return cached.offset;
  };
}
