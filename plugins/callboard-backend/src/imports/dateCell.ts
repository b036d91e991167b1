import { calendarDate } from '@callboard/plugin-callboard-common';
import { z } from 'zod';

const yearFirst = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/;
/** With full stops, the day comes first. With slashes, the order is ambiguous. */
const dayFirst = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const ambiguous = /^\d{1,2}[-/]\d{1,2}[-/]\d{2,4}$/;

/** A date cell: `2024-01-31`, `2024/1/31` or `31.1.2024`. */
export const dateCell = z
  .string()
  .refine(text => !ambiguous.test(text), {
    error: 'is ambiguous: write the date as YYYY-MM-DD',
    abort: true,
  })
  .transform(toIsoDate)
  .pipe(calendarDate);

function toIsoDate(text: string): string {
  const [year, , month, day] = yearFirst.exec(text)?.slice(1) ?? [];
  const [dayOfMonth, monthOfYear, ofYear] = dayFirst.exec(text)?.slice(1) ?? [];
  if (year) return formatIsoDate(year, month, day);
  if (ofYear) return formatIsoDate(ofYear, monthOfYear, dayOfMonth);
  return text;
}

function formatIsoDate(year: string, month: string, day: string): string {
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}
