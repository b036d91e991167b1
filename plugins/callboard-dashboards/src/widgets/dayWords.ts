const dayFormat = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** A day, given as `YYYY-MM-DD`, as the person reads it: `24 Aug`. */
export function dayWords(day: string): string {
  return dayFormat.format(new Date(`${day}T12:00:00Z`));
}
