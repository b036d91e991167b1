import Tooltip from '@mui/material/Tooltip';
import { useNow } from '../hooks/useNow';
import { formatInstant } from './formatInstant';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function agoOf(milliseconds: number): string {
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
  return format.format(-Math.floor(milliseconds / DAY), 'day');
}

/**
 * When something was: relative within seven days, absolute before, and the
 * full instant with its zone in the tooltip.
 *
 * @public
 */
export function RelativeTime(props: { instant: string }) {
  const now = useNow();
  const age = now - Date.parse(props.instant);
  return (
    <Tooltip title={formatInstant(props.instant, 'full')}>
      <time dateTime={props.instant}>
        {age < 7 * DAY ? agoOf(age) : formatInstant(props.instant, 'short')}
      </time>
    </Tooltip>
  );
}
