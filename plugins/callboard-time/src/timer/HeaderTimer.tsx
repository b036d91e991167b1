import { CallboardProvider, useMe } from '@callboard/plugin-callboard-react';
import PlayCircleOutlineIcon from '@mui/icons-material/PlayCircleOutline';
import IconButton from '@mui/material/IconButton';
import { useLogWorkspaces } from '../data/useLogWorkspaces';
import { RunningTimer } from './RunningTimer';
import { StartButton } from './StartButton';
import { useFocusOnSwap } from './useFocusOnSwap';
import { useTimer } from './useTimer';
import { useTimerActions } from './useTimerActions';

/** As wide as the start button, so that its neighbours do not shift when it appears. */
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
  // Loaded early, so that the start button appears as soon as the timer stops.
  const workspaces = useLogWorkspaces();
  const container = useFocusOnSwap(Boolean(data?.timer), actions);
  // A running timer needs no other data.
  if (isLoading || (data?.timer === null && me.isLoading)) {
    return <RoomForButton />;
  }
  if (!data) {
    return null;
  }
  return (
    <div ref={container} style={{ display: 'contents' }}>
      {data.timer ? (
        <RunningTimer timer={data.timer} ahead={data.ahead} actions={actions} />
      ) : (
        <StartButton workspaces={workspaces} start={actions.start} />
      )}
    </div>
  );
}

/**
 * The signed-in person's timer for a page header: the running one, or a start button. Renders
 * nothing for guests, and if the backend has no timers.
 */
export function HeaderTimer() {
  return (
    <CallboardProvider>
      <Content />
    </CallboardProvider>
  );
}
