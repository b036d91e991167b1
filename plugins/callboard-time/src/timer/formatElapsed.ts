const MINUTE = 60_000;

/**
 * Formats elapsed time like a clock: `00:42`, `11:05`.
 *
 * @param milliseconds - negative values count as zero
 */
export function formatElapsed(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE));
  return [Math.floor(minutes / 60), minutes % 60]
    .map(part => String(part).padStart(2, '0'))
    .join(':');
}
