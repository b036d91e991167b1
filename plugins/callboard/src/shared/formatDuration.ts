/** The units of time, largest first. */
const units = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
  { unit: 'second', milliseconds: 1_000 },
] as const;

const findLargestUnit = (durationMs: number) =>
  units.find(({ milliseconds }) => durationMs >= milliseconds);

/** Formats a waiting time in its largest unit: "12 sec", "3 min". */
export function formatWait(durationMs: number): string {
  const { unit, milliseconds } =
    findLargestUnit(durationMs) ?? units[units.length - 1];
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(Math.max(1, Math.floor(durationMs / milliseconds)));
}

/**
 * Formats the time until an instant in its largest unit: "in 25 sec.".
 *
 * @param now - milliseconds since 1970
 * @returns undefined if the instant is past, null, or less than a second away
 */
export function formatTimeUntil(
  instant: string | null,
  now: number,
): string | undefined {
  const durationMs = instant === null ? 0 : Date.parse(instant) - now;
  const largest = findLargestUnit(durationMs);
  return (
    largest &&
    new Intl.RelativeTimeFormat(undefined, { style: 'short' }).format(
      Math.round(durationMs / largest.milliseconds),
      largest.unit,
    )
  );
}
