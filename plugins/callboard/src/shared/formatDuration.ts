const steps = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
  { unit: 'second', milliseconds: 1_000 },
] as const;

const findStep = (duration: number) =>
  steps.find(({ milliseconds }) => duration >= milliseconds);

/** Formats a waiting time in milliseconds in its largest unit: "12 sec", "3 min". */
export function formatWait(duration: number): string {
  const { unit, milliseconds } = findStep(duration) ?? steps[steps.length - 1];
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(Math.max(1, Math.floor(duration / milliseconds)));
}

/**
 * Formats the time until an instant in its largest unit: "in 25 sec.".
 *
 * @returns undefined if it is past or null
 */
export function formatTimeUntil(
  instant: string | null,
  now: number,
): string | undefined {
  const duration = instant === null ? 0 : Date.parse(instant) - now;
  const step = findStep(duration);
  return (
    step &&
    new Intl.RelativeTimeFormat(undefined, { style: 'short' }).format(
      Math.round(duration / step.milliseconds),
      step.unit,
    )
  );
}
