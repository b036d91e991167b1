/**
 * The maximum length of a date, time, duration or number as people type it, in characters. Files can
 * have texts of a million characters, which are rejected before anything parses them.
 *
 * @public
 */
export const MAX_TYPED_LENGTH = 100;

const NUMBER = String.raw`(?:\d+(?:[.,]\d+)?|[.,]\d+)`;
const clock = /^(\d*):([0-5]\d)(?::([0-5]\d))?$/;
const wholeNumber = /^\d+$/;
const decimalNumber = /^\d*[.,]\d+$/;
const withUnits = new RegExp(
  String.raw`^(?:(${NUMBER})\s*d(?:ays?)?)?\s*` +
    String.raw`(?:(${NUMBER})\s*h(?:(?:ou)?rs?)?\s*:?)?\s*` +
    String.raw`(?:(\d+)\s*(m(?:in(?:ute)?s?)?)?)?$`,
);

const parseDecimal = (text: string) => Number(text.replace(',', '.'));

/**
 * Parses a duration as people type it: `2h 30m`, `2.5h`, `2,5 h`, `1h30`, `1:30`, `1:30:00`, `:15`,
 * `.25h`, `1h:30m`, `90m` or `1d`. Seconds are rounded to minutes. A whole number without a unit
 * means minutes (`150`); a decimal number without a unit means hours (`2.5`).
 *
 * @param minutesPerDay - the length of a working day in the workspace, in minutes
 * @returns whole minutes; undefined if the text is not a duration
 * @public
 */
export function parseDuration(
  text: string,
  minutesPerDay: number,
): number | undefined {
  if (text.length > MAX_TYPED_LENGTH) {
    return undefined;
  }
  // Collapses whitespace: adjacent `\s*` could split a long run in many ways, which would be slow.
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const [, hoursOnClock, minutesOnClock, seconds] = clock.exec(typed) ?? [];
  if (minutesOnClock) {
    return (
      Number(hoursOnClock) * 60 +
      Number(minutesOnClock) +
      Math.round(Number(seconds ?? 0) / 60)
    );
  }
  if (wholeNumber.test(typed)) {
    return Number(typed);
  }
  if (decimalNumber.test(typed)) {
    return Math.round(parseDecimal(typed) * 60);
  }
  const [, days, hours, minutes, unit] = withUnits.exec(typed) ?? [];
  // A number without a unit means minutes if it follows hours (`1h30`). After days, it is ambiguous
  // (`1d 4`).
  const isEmpty = !days && !hours && !minutes;
  if (isEmpty || (minutes && !unit && !hours)) {
    return undefined;
  }
  return (
    Math.round(parseDecimal(days ?? '0') * minutesPerDay) +
    Math.round(parseDecimal(hours ?? '0') * 60) +
    Number(minutes ?? 0)
  );
}

/**
 * Formats a duration: `2h 30m`, `45m`, `1000h`. Uses no days, so that `parseDuration` returns the
 * same duration for any length of a working day.
 *
 * @param minutes - whole and not negative
 * @public
 */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const minutesLeft = minutes % 60;
  return [
    ...(hours > 0 ? [`${hours}h`] : []),
    ...(minutesLeft > 0 || hours === 0 ? [`${minutesLeft}m`] : []),
  ].join(' ');
}
