const HOUR = 3_600_000;

/** Formats an hour of the day in the reader's locale: "08:00", "8:00 AM". */
export function formatHour(hour: number): string {
  return new Intl.DateTimeFormat(undefined, {
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(hour * HOUR);
}
