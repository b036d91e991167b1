import {
  CallboardProvider,
  useMe,
  useCommand,
  type OwnWorkspace,
  visuallyHidden,
} from '@callboard/plugin-callboard-react';
import PlayCircleOutlineIcon from '@mui/icons-material/PlayCircleOutline';
import IconButton from '@mui/material/IconButton';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Tooltip from '@mui/material/Tooltip';
import { useRef, useState } from 'react';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import StopIcon from '@mui/icons-material/Stop';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLogWorkspaces } from '../data/timeQueries';
import { Elapsed, TimerLink, useFocusOnSwap } from './TimerParts';
import { StartTimerPopover } from './StartTimer';
import { useTimerDetails, type RunningTimerProps } from './TimerDetails';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import { useTimer } from './useTimer';
import { useTimerActions, type TimerActions } from './useTimerActions';

/**
 * The running timer: the elapsed time, which opens the details, the work item, and the stop button.
 * If stopping fails, the details open and show the error.
 */
function RunningTimer(props: RunningTimerProps) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { timer, clockOffset, actions } = props;
  const clockButton = useRef<HTMLButtonElement>(null);
  const { isOpen, open, stop, renderDetails } = useTimerDetails(props);
  useCommand({
    id: 'timer',
    title: t('running.stop'),
    icon: <StopIcon fontSize="inherit" />,
    run: stop,
  });
  return (
    <Box
      role="group"
      aria-label={t('name')}
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        typography: 'body2',
        whiteSpace: 'nowrap',
      }}
    >
      <Button
        ref={clockButton}
        size="small"
        color="inherit"
        startIcon={<PlayArrowIcon />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={open}
        sx={{ minWidth: 0 }}
      >
        <Elapsed started_at={timer.started_at} clockOffset={clockOffset} />{' '}
        <span style={visuallyHidden}>
          {t('running.open', {
            item: timer.work_item.identifier || t('running.lost'),
          })}
        </span>
      </Button>
      <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
        <TimerLink work_item={timer.work_item} />
      </Box>
      <Tooltip title={t('running.stop')}>
        <IconButton
          size="small"
          color="inherit"
          aria-label={t('running.stop')}
          aria-disabled={actions.stop.isPending}
          onClick={stop}
        >
          <StopIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      {renderDetails(clockButton.current)}
    </Box>
  );
}

/** Opens the form that starts a timer; renders nothing for people who may not log time. */
function StartButton(props: {
  workspaces: readonly OwnWorkspace[];
  start: TimerActions['start'];
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { workspaces, start } = props;
  const [anchor, setAnchor] = useState<Element>();
  const button = useRef<HTMLButtonElement>(null);
  useCommand(
    workspaces.length > 0
      ? {
          id: 'timer',
          title: t('start.command'),
          icon: <PlayCircleOutlineIcon fontSize="inherit" />,
          run: () => setAnchor(button.current ?? undefined),
        }
      : undefined,
  );
  if (workspaces.length === 0) {
    return null;
  }
  return (
    <>
      <Tooltip title={t('start.name')}>
        <IconButton
          ref={button}
          color="inherit"
          aria-label={t('start.name')}
          aria-haspopup="dialog"
          aria-expanded={anchor !== undefined}
          onClick={event => setAnchor(event.currentTarget)}
        >
          <PlayCircleOutlineIcon />
        </IconButton>
      </Tooltip>
      {anchor && (
        <StartTimerPopover
          workspaces={workspaces}
          start={start}
          anchor={anchor}
          onClose={() => setAnchor(undefined)}
        />
      )}
    </>
  );
}

/** Reserves the width of the start button, so that its neighbours do not shift when it appears. */
function ButtonPlaceholder() {
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
    return <ButtonPlaceholder />;
  }
  if (!data) {
    return null;
  }
  return (
    <div ref={container} style={{ display: 'contents' }}>
      {data.timer ? (
        <RunningTimer
          timer={data.timer}
          clockOffset={data.clockOffset}
          actions={actions}
        />
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
