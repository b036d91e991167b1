import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { RunningTimer } from './RunningTimer';
import { StartButton } from './StartButton';
import { useTimer } from './useTimer';
import { useTimerActs } from './useTimerActs';

function Content() {
  const { data } = useTimer();
  const acts = useTimerActs();
  if (!data) {
    return null;
  }
  return data.timer ? (
    <RunningTimer timer={data.timer} ahead={data.ahead} acts={acts} />
  ) : (
    <StartButton start={acts.start} />
  );
}

/**
 * The timer of whoever is signed in, for the header of a page: the one that runs, or
 * the way to start one. Nothing for guests, and where the backend has no timers.
 */
export function HeaderTimer() {
  return (
    <CallboardProvider>
      <Content />
    </CallboardProvider>
  );
}
