import { DateTime, IANAZone } from 'luxon';

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
  return {
    wallTime: instant => instant + iana.offset(instant) * 60_000,
    iso: instant => DateTime.fromMillis(instant, { zone: iana }).toISO(),
  };
}
