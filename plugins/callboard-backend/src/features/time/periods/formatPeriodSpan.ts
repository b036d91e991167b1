import { isEqual } from 'lodash';
import { DateTime } from 'luxon';
import { getPeriodSpan, PeriodSpan } from '../rules/periods';

/** Formats the days of a period, such as "16 to 22 November 2026" and "November 2026". */
export function formatPeriodSpan(span: PeriodSpan): string {
  const [first, last] = [span.week_start, span.week_end].map(date =>
    DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB'),
  );
  if (isEqual(getPeriodSpan(span.week_start, 'month', 1), span)) {
    return last.toFormat('MMMM yyyy');
  }
  const year = first.hasSame(last, 'year') ? '' : ' yyyy';
  const format = first.hasSame(last, 'month') ? 'd' : `d MMMM${year}`;
  return `${first.toFormat(format)} to ${last.toFormat('d MMMM yyyy')}`;
}
