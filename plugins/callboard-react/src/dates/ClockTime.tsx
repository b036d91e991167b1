import Tooltip from '@mui/material/Tooltip';
import { formatInstant } from './formatInstant';

/**
 * The time of day, for rows that stand under their day; the full instant with
 * its zone is in the tooltip.
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
