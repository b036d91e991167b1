import {
  TooltipIconButton,
  CallboardProvider,
  useCommand,
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
import { TimerHost, type StartButtonProps } from './TimerHost';
import { Elapsed, TimerLink } from './TimerParts';
import { StartTimerPopover } from './StartTimer';
import { useTimerDetails, type RunningTimerProps } from './TimerDetails';
import { callboardTimeTimerTranslationRef } from './timerTranslation';

/** The elapsed time, the work item and the stop button. If stopping fails, the details open. */
function RunningTimer(props: RunningTimerProps) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { timer, clockOffset, actions } = props;
  const clockButton = useRef<HTMLButtonElement>(null);
  const { isOpen, open, stop, renderDetails } = useTimerDetails(props);
  useCommand(
    stop && {
      id: 'timer',
      title: t('running.stop'),
      icon: <StopIcon fontSize="inherit" />,
      run: stop,
    },
  );
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
      {stop && (
        <TooltipIconButton
          label={t('running.stop')}
          icon={<StopIcon fontSize="small" />}
          color="inherit"
          aria-disabled={actions.stop.isPending}
          onClick={stop}
        />
      )}
      {renderDetails(clockButton.current)}
    </Box>
  );
}

function StartButton(props: StartButtonProps) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { workspaces, start } = props;
  const [anchor, setAnchor] = useState<Element>();
  const button = useRef<HTMLButtonElement>(null);
  useCommand({
    id: 'timer',
    title: t('start.command'),
    icon: <PlayCircleOutlineIcon fontSize="inherit" />,
    run: () => setAnchor(button.current ?? undefined),
  });
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

export function HeaderTimer() {
  return (
    <CallboardProvider>
      <TimerHost
        Running={RunningTimer}
        Start={StartButton}
        placeholder={<ButtonPlaceholder />}
      />
    </CallboardProvider>
  );
}
