import { CallboardCache } from '@callboard/plugin-callboard-react';
import { QuickLogHost } from '../quickLog/QuickLogHost';
import { useLiveTimer } from '../timer/useLiveTimer';
import { useTimer } from '../timer/useTimer';

function Live() {
  useLiveTimer();
  return null;
}

function Content() {
  // Until it has answered, it is not known that there is anybody whose time it is.
  return useTimer().data ? (
    <>
      <Live />
      <QuickLogHost />
    </>
  ) : null;
}

/**
 * What of time is there on all pages of the portal: it keeps the timer in step with
 * other tabs and machines, and logs time by a key. It asks for nothing while nobody is
 * signed in, or the backend has no timers.
 */
export function Everywhere() {
  return (
    <CallboardCache>
      <Content />
    </CallboardCache>
  );
}
