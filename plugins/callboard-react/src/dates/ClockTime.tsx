import Tooltip from '@mui/material/Tooltip';
import { formatInstant } from './formatInstant';

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
