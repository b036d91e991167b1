import { CallboardCache } from '@callboard/plugin-callboard-react';
import { QuickLogHost } from '../quickLog/QuickLogHost';
import { useLiveTimer } from '../timer/useLiveTimer';
import { useTimer } from '../timer/useTimer';

function Live() {
  useLiveTimer();
  return null;
}

function Content() {
  // Mount nothing else until the response shows that the person has access to timers.
  return useTimer().data ? (
    <>
      <Live />
      <QuickLogHost />
    </>
  ) : null;
}

/**
 * Time features of all portal pages: keeps the timer in sync with other tabs and devices, and opens
 * quick log with a keyboard shortcut. Sends no request while nobody is signed in, and stays
 * inactive if the backend has no timers.
 */
export function Everywhere() {
  return (
    <CallboardCache>
      <Content />
    </CallboardCache>
  );
}
