const WEEK_MS = 7 * 86_400_000;

/**
 * Formats a time within a week as "Mon, 09:00", and others with their date, in the browser's zone.
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
