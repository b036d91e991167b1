import { useNow } from '@callboard/plugin-callboard-react';
import { elapsedText } from './elapsedText';

const SECOND = 1_000;

/** How long a timer runs. Only this text is drawn anew as time goes by. */
export function Elapsed(props: {
  started_at: string;
  /** How far the server's clock is ahead of this one, in milliseconds. */
  ahead: number;
}) {
  const now = useNow(SECOND) + props.ahead;
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums' }}>
      {elapsedText(now - Date.parse(props.started_at))}
    </span>
  );
}
