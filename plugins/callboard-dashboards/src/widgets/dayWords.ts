const dayFormat = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** Formats a day given as `YYYY-MM-DD` for the reader: `24 Aug`. */
export function dayWords(day: string): string {
  return dayFormat.format(new Date(`${day}T12:00:00Z`));
}
