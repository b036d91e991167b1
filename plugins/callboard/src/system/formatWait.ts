const steps = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
  { unit: 'second', milliseconds: 1_000 },
] as const;

/** Formats a waiting time in its largest unit: "12 sec", "3 min". */
export function formatWait(milliseconds: number): string {
  const { unit, milliseconds: length } =
    steps.find(step => milliseconds >= step.milliseconds) ??
    steps[steps.length - 1];
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(Math.max(1, Math.floor(milliseconds / length)));
}
