import Tooltip from '@mui/material/Tooltip';
import { formatMinutes } from './formatMinutes';
import { useExactDuration } from './useExactDuration';

/**
 * A duration as people read it, "2h 30m"; minutes and decimal hours are in the
 * tooltip.
 *
 * @public
 */
export function DurationText(props: { minutes: number }) {
  const exact = useExactDuration();
  return (
    <Tooltip title={exact(props.minutes)}>
      <span
        style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
      >
        {formatMinutes(props.minutes)}
      </span>
    </Tooltip>
  );
}
