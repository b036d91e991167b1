const WEEK_MS = 7 * 86_400_000;

/**
 * Formats a time in the browser's time zone: as "Mon, 09:00" if it is less than a week away,
 * otherwise with its date.
 */
export function formatSnoozeTime(instant: string): string {
  const time = new Date(instant);
  const isWithinWeek = time.getTime() - Date.now() < WEEK_MS;
  return time.toLocaleString(undefined, {
    ...(isWithinWeek
      ? { weekday: 'short' }
      : { day: 'numeric', month: 'short', year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}
