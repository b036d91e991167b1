const hoursAndMinutes =
  /^(?:(\d+(?:[.,]\d+)?)\s*h)?\s*(?:(\d+)\s*m?(?:in)?)?$/i;
const decimalHours = /^\d+(?:[.,]\d+)?$/;

const numberOf = (text: string) => Number(text.replace(',', '.'));

/**
 * The minutes that somebody typed as `2h`, `2.5`, `90m`, `1h30` or `1h 30m`; a
 * number alone is hours. Undefined where it is none of these.
 *
 * @public
 */
export function parseMinutes(text: string): number | undefined {
  const typed = text.trim();
  if (decimalHours.test(typed)) {
    return Math.round(numberOf(typed) * 60);
  }
  const [, hours, minutes] = hoursAndMinutes.exec(typed) ?? [];
  return hours || minutes
    ? Math.round(numberOf(hours ?? '0') * 60) + Number(minutes ?? 0)
    : undefined;
}
