import { useNow } from '@callboard/plugin-callboard-react';
import { formatElapsed } from './formatElapsed';

const SECOND = 1_000;

/** The elapsed time of a timer. Only this text renders again every second. */
export function Elapsed(props: {
  started_at: string;
  /** How far the server's clock is ahead of the browser's, in milliseconds. */
  ahead: number;
}) {
  const now = useNow(SECOND) + props.ahead;
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums' }}>
      {formatElapsed(now - Date.parse(props.started_at))}
    </span>
  );
}
