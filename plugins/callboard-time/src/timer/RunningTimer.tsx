import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Timer } from '@callboard/plugin-callboard-common';
import { visuallyHidden, useCommand } from '@callboard/plugin-callboard-react';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import StopIcon from '@mui/icons-material/Stop';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useRef } from 'react';
import { Elapsed } from './Elapsed';
import { TimerDetailsPopover } from './TimerDetailsPopover';
import { TimerLink } from './TimerLink';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import type { TimerActions } from './useTimerActions';
import { useTimerDetails } from './useTimerDetails';

/**
 * The running timer: the elapsed time, which opens the details, the work item, and the stop button.
 * If stopping fails, the details open and show the error.
 */
export function RunningTimer(props: {
  timer: Timer;
  ahead: number;
  actions: TimerActions;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { timer, ahead, actions } = props;
  const clock = useRef<HTMLButtonElement>(null);
  const { isOpen, open, close, stop } = useTimerDetails(actions);
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
        ref={clock}
        size="small"
        color="inherit"
        startIcon={<PlayArrowIcon />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={open}
        sx={{ minWidth: 0 }}
      >
        <Elapsed started_at={timer.started_at} ahead={ahead} />{' '}
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
      {isOpen && (
        <TimerDetailsPopover
          timer={timer}
          ahead={ahead}
          actions={actions}
          anchor={clock.current}
          onClose={close}
        />
      )}
    </Box>
  );
}
