import { FixedOffsetZone, IANAZone } from 'luxon';

const MINUTE_MS = 60_000;

/** Clocks are changed on the quarters of an hour only … */
const STEADY_MS = 15 * MINUTE_MS;

/** … since the last country gave up its own minutes. */
const STEADY_SINCE = Date.UTC(1972, 5);

/** Instants, in milliseconds since 1970, as a clock in one zone shows them. */
export interface WallClock {
  /** The wall time in milliseconds, as if that clock stood in UTC. */
  wallTime(instant: number): number;
  /** ISO 8601 with milliseconds and the offset that held at that instant. */
  iso(instant: number): string | null;
}

/**
 * @param zone - an IANA name
 * @throws RangeError when there is no such zone
 */
export function wallClock(zone: string): WallClock {
  const iana = IANAZone.create(zone);
  if (!iana.isValid) {
    throw new RangeError(`No such time zone: ${zone}`);
  }
  const offset = offsetsOf(iana);
  return {
    wallTime: instant => instant + offset(instant) * MINUTE_MS,
    iso: instant => {
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
 * The offsets of a zone in minutes. Asking for one costs more than writing a row
 * does, and rows come in order of time: the last answer is good for as long as
 * no clock can have been changed.
 */
function offsetsOf(iana: IANAZone): (instant: number) => number {
  let known: { span: number; offset: number } | undefined;
  return instant => {
    const span = Math.floor(instant / STEADY_MS);
    // Before, clocks were set by odd seconds.
    if (known?.span !== span || instant < STEADY_SINCE) {
      known = { span, offset: iana.offset(instant) };
    }
    return known.offset;
  };
}
