import { CallboardCache } from '@callboard/plugin-callboard-react';
import { TimerListener } from '../timer/TimerListener';

/** What of time is there on all pages of the portal, and drawn nowhere. */
export function Everywhere() {
  return (
    <CallboardCache>
      <TimerListener />
    </CallboardCache>
  );
}
