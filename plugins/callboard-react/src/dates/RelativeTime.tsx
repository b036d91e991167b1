import Tooltip from '@mui/material/Tooltip';
import { DateTime } from 'luxon';
import { useNow } from './useToday';
import { getBrowserZone, formatInstant } from './formatDates';

/**
 * The time of day, for rows grouped by day; the tooltip shows the full instant with its zone.
 *
 * @public
 */
export function ClockTime(props: { instant: string }) {
  return (
    <Tooltip title={formatInstant(props.instant, 'full')}>
      <time
        dateTime={props.instant}
        style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
      >
        {formatInstant(props.instant, 'time')}
      </time>
    </Tooltip>
  );
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Number of midnights between two instants: 40 hours can be "2 days ago". */
function countMidnights(earlier: number, later: number): number {
  const toStartOfDay = (at: number) =>
    DateTime.fromMillis(at, { zone: getBrowserZone() }).startOf('day');
  return Math.round(
    toStartOfDay(later).diff(toStartOfDay(earlier), 'days').days,
  );
}

function formatRelativeTime(at: number, now: number): string {
  const milliseconds = now - at;
  const format = new Intl.RelativeTimeFormat(undefined, {
    numeric: 'auto',
    style: 'short',
  });
  if (milliseconds < MINUTE) {
    return format.format(0, 'second');
  }
  if (milliseconds < HOUR) {
    return format.format(-Math.floor(milliseconds / MINUTE), 'minute');
  }
  if (milliseconds < DAY) {
    return format.format(-Math.floor(milliseconds / HOUR), 'hour');
  }
  return format.format(-countMidnights(at, now), 'day');
}

/**
 * An instant: relative to now for seven days, absolute afterwards. The tooltip shows the full
 * instant with its zone.
 *
 * @public
 */
export function RelativeTime(props: { instant: string }) {
  const now = useNow();
  const at = Date.parse(props.instant);
  return (
    <Tooltip title={formatInstant(props.instant, 'full')}>
      <time dateTime={props.instant}>
        {now - at < 7 * DAY
          ? formatRelativeTime(at, now)
          : formatInstant(props.instant, 'short')}
      </time>
    </Tooltip>
  );
}
