export const DAY_MS = 86_400_000;
export const toDay = ms => new Date(ms).toISOString().slice(0, 10);
const now = new Date();
const firstMonth = now.getUTCMonth() - (now.getUTCMonth() % 3);
/** The end of the last complete quarter. */
const TO = Date.UTC(now.getUTCFullYear(), firstMonth);
const monthsBefore = months => {
  const end = new Date(TO);
  return Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - months);
};

/** The log covers the last quarter, everything else the three years up to its end. */
export const logSpan = { from: monthsBefore(3), to: TO };
export const workSpan = { from: monthsBefore(36), to: TO };
const toRange = (from, to) => ({ start: toDay(from), end: toDay(to - DAY_MS) });
export const quarter = toRange(logSpan.from, TO);
export const year = toRange(monthsBefore(12), TO);
/** Noon on the day after the end of the data. */
export const clock = { now: () => TO + DAY_MS / 2 };

export function getMonday(ms, weeksLater) {
  const monday = ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY_MS;
  return toDay(monday + 7 * weeksLater * DAY_MS);
}
