const steps = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
  { unit: 'second', milliseconds: 1_000 },
] as const;

/**
 * Formats the time until an instant in its largest unit: "in 25 sec.".
 *
 * @returns undefined if it is past or null
 */
export function formatTimeUntil(
  instant: string | null,
  now: number,
): string | undefined {
  const left = instant === null ? 0 : Date.parse(instant) - now;
  const step = steps.find(({ milliseconds }) => left >= milliseconds);
  return (
    step &&
    new Intl.RelativeTimeFormat(undefined, { style: 'short' }).format(
      Math.round(left / step.milliseconds),
      step.unit,
    )
  );
}
