import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Timer } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useRef } from 'react';
import { Elapsed } from '../timer/Elapsed';
import { TimerDetailsPopover } from '../timer/TimerDetailsPopover';
import { TimerLink } from '../timer/TimerLink';
import type { TimerActions } from '../timer/useTimerActions';
import { useTimerDetails } from '../timer/useTimerDetails';
import { callboardTimeHomeTranslationRef } from './homeTranslation';

/** The running timer on a card: elapsed time, work item, and buttons to stop or edit it. */
export function RunningCard(props: {
  timer: Timer;
  ahead: number;
  actions: TimerActions;
}) {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  const { timer, ahead, actions } = props;
  const change = useRef<HTMLButtonElement>(null);
  const { isOpen, open, close, stop } = useTimerDetails(actions);
  return (
    <Stack spacing={1.5}>
      <Box sx={{ typography: 'h4' }}>
        <Elapsed started_at={timer.started_at} ahead={ahead} />
      </Box>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <TimerLink work_item={timer.work_item} /> {timer.work_item.title}
        {timer.description && (
          <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
            {timer.description}
          </Box>
        )}
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          variant="contained"
          aria-disabled={actions.stop.isPending}
          onClick={stop}
        >
          {t('timer.stop')}
        </Button>
        <Button
          ref={change}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={open}
        >
          {t('timer.change')}
        </Button>
      </Box>
      {isOpen && (
        <TimerDetailsPopover
          timer={timer}
          ahead={ahead}
          actions={actions}
          anchor={change.current}
          onClose={close}
        />
      )}
    </Stack>
  );
}
