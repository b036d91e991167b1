import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { useLogWorkspaces } from '../data/useLogWorkspaces';
import { RunningTimer } from './RunningTimer';
import { StartButton } from './StartButton';
import { useFocusOnSwap } from './useFocusOnSwap';
import { useTimer } from './useTimer';
import { useTimerActs } from './useTimerActs';

function Content() {
  const { data } = useTimer();
  const acts = useTimerActs();
  // Known before they are wanted, the button to start is there once the timer stops.
  const workspaces = useLogWorkspaces();
  const place = useFocusOnSwap(Boolean(data?.timer), acts);
  if (!data) {
    return null;
  }
  return (
    <div ref={place} style={{ display: 'contents' }}>
      {data.timer ? (
        <RunningTimer timer={data.timer} ahead={data.ahead} acts={acts} />
      ) : (
        <StartButton workspaces={workspaces} start={acts.start} />
      )}
    </div>
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
