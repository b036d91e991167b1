const format = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/**
 * A calendar date such as `2026-11-20` in the person's locale. It has no zone,
 * so it is the same day everywhere.
 *
 * @public
 */
export function formatCalendarDate(date: string): string {
  return format.format(new Date(`${date}T12:00:00Z`));
}
