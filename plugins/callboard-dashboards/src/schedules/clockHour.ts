const HOUR = 3_600_000;

/** An hour of the day as clocks of the reader show it: "08:00", "8:00 AM". */
export function clockHour(hour: number): string {
  return new Intl.DateTimeFormat(undefined, {
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(hour * HOUR);
}
