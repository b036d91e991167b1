const WEEK_MS = 7 * 86_400_000;

/**
 * Formats a time within a week as "Mon, 09:00", and others with their date, in the browser's zone.
 */
export function formatSnoozeTime(instant: string): string {
  const at = new Date(instant);
  const isSoon = at.getTime() - Date.now() < WEEK_MS;
  return at.toLocaleString(undefined, {
    ...(isSoon
      ? { weekday: 'short' }
      : { day: 'numeric', month: 'short', year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}
