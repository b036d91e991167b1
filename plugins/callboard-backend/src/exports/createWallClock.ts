import { FixedOffsetZone, IANAZone } from 'luxon';

const MINUTE_MS = 60_000;

/** Clocks change only on quarters of an hour … */
const STEADY_MS = 15 * MINUTE_MS;

/** … since the last country gave up its own minutes. */
const STEADY_SINCE = Date.UTC(1972, 5);

/** Converts instants, in milliseconds since 1970, to the local time of a zone. */
export interface WallClock {
  /** The local time in milliseconds, as if it were UTC. */
  getWallTime(instant: number): number;
  /** ISO 8601 with milliseconds and the offset at that instant. */
  toIsoString(instant: number): string | null;
}

/**
 * @param zone - an IANA name
 * @throws RangeError if the zone does not exist
 */
export function createWallClock(zone: string): WallClock {
  const iana = IANAZone.create(zone);
  if (!iana.isValid) {
    throw new RangeError(`No such time zone: ${zone}`);
  }
  const offset = createOffsetLookup(iana);
  return {
    getWallTime: instant => instant + offset(instant) * MINUTE_MS,
    toIsoString: instant => {
      const wall = new Date(instant + offset(instant) * MINUTE_MS);
      return Number.isNaN(wall.getTime())
        ? null
        : wall
            .toISOString()
            .replace(
              'Z',
              FixedOffsetZone.instance(offset(instant)).formatOffset(
                instant,
                'short',
              ),
            );
    },
  };
}

/**
 * The offsets of a zone in minutes. Looking one up costs more than writing a row, and rows are
 * ordered by time: the last offset is reused as long as no clock can have changed.
 */
function createOffsetLookup(iana: IANAZone): (instant: number) => number {
  let known: { span: number; offset: number } | undefined;
  return instant => {
    const span = Math.floor(instant / STEADY_MS);
    // Before, offsets included odd seconds.
    if (known?.span !== span || instant < STEADY_SINCE) {
      known = { span, offset: iana.offset(instant) };
    }
    return known.offset;
  };
}
