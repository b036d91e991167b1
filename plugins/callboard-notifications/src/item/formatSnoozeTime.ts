const WEEK_MS = 7 * 86_400_000;

/** Formats a near instant in the person's locale and zone: "Mon, 09:00". */
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
