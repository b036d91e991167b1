import { requireOfBackend } from './backend.mjs';

const { DateTime } = requireOfBackend('luxon');
export const DAY_MS = 86_400_000;
export const toDay = ms => new Date(ms).toISOString().slice(0, 10);
/** The end of the last complete quarter. */
const end = DateTime.utc().startOf('quarter');
const TO = end.toMillis();
const monthsBefore = months => end.minus({ months }).toMillis();

/** The log covers the last quarter; all other data cover three years, up to the same end. */
export const logSpan = { from: monthsBefore(3), to: TO };
export const workSpan = { from: monthsBefore(36), to: TO };
const toRange = (from, to) => ({ start: toDay(from), end: toDay(to - DAY_MS) });
export const quarter = toRange(logSpan.from, TO);
export const year = toRange(monthsBefore(12), TO);
/** Noon on the day after the end of the data. */
export const clock = { now: () => TO + DAY_MS / 2 };

export const getMonday = (ms, weeks) =>
  DateTime.fromMillis(ms).toUTC().startOf('week').plus({ weeks }).toISODate();
