/** A Monday, so that day n of a week is n - 1 days later. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** The name of a day of the week, 1 for Monday to 7 for Sunday. @public */
export function getWeekdayName(day: number): string {
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(MONDAY + (day - 1) * DAY);
}
