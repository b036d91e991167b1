const MINUTE = 60_000;

/**
 * How long something runs, as a clock shows it: `00:42`, `11:05`.
 *
 * @param milliseconds - nothing where it is negative
 */
export function elapsedText(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE));
  return [Math.floor(minutes / 60), minutes % 60]
    .map(part => String(part).padStart(2, '0'))
    .join(':');
}
