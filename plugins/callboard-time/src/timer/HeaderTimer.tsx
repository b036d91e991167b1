import { CallboardProvider, useMe } from '@callboard/plugin-callboard-react';
import PlayCircleOutlineIcon from '@mui/icons-material/PlayCircleOutline';
import IconButton from '@mui/material/IconButton';
import { useLogWorkspaces } from '../data/useLogWorkspaces';
import { RunningTimer } from './RunningTimer';
import { StartButton } from './StartButton';
import { useFocusOnSwap } from './useFocusOnSwap';
import { useTimer } from './useTimer';
import { useTimerActions } from './useTimerActions';

/** As wide as the button to start: what is beside it does not move once that is there. */
function RoomForButton() {
  return (
    <IconButton disabled sx={{ visibility: 'hidden' }}>
      <PlayCircleOutlineIcon />
    </IconButton>
  );
}

function Content() {
  const { data, isLoading } = useTimer();
  const me = useMe();
  const actions = useTimerActions();
  // Known before they are wanted, the button to start is there once the timer stops.
  const workspaces = useLogWorkspaces();
  const place = useFocusOnSwap(Boolean(data?.timer), actions);
  // A timer that runs is shown to anybody, and waits for nothing else.
  if (isLoading || (data?.timer === null && me.isLoading)) {
    return <RoomForButton />;
  }
  if (!data) {
    return null;
  }
  return (
    <div ref={place} style={{ display: 'contents' }}>
      {data.timer ? (
        <RunningTimer timer={data.timer} ahead={data.ahead} actions={actions} />
      ) : (
        <StartButton workspaces={workspaces} start={actions.start} />
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
