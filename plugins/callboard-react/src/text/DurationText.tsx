import Tooltip from '@mui/material/Tooltip';
import { formatMinutes } from './formatMinutes';
import { useExactDuration } from './useExactDuration';

/** A formatted duration, "2h 30m"; the tooltip shows minutes and decimal hours. @public */
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
