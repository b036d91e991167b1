import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { permissions } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  EmptyState,
  LoadingState,
  QueryState,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useRef } from 'react';
import { useWorkspacesForLogging } from '../data/timeQueries';
import { Elapsed, TimerLink } from '../timer/TimerParts';
import { StartTimer } from '../timer/StartTimer';
import { useTimerDetails, type RunningTimerProps } from '../timer/TimerDetails';
import { useTimer, type LoadedTimer } from '../timer/useTimer';
import { useTimerActions } from '../timer/useTimerActions';
import { callboardTimeHomeTranslationRef } from './homeTranslation';

function RunningCard(props: RunningTimerProps) {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  const { timer, clockOffset, actions } = props;
  const changeButton = useRef<HTMLButtonElement>(null);
  const { isOpen, open, stop, renderDetails } = useTimerDetails(props);
  return (
    <Stack spacing={1.5}>
      <Box sx={{ typography: 'h4' }}>
        <Elapsed started_at={timer.started_at} clockOffset={clockOffset} />
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
        {stop && (
          <Button
            variant="contained"
            aria-disabled={actions.stop.isPending}
            onClick={stop}
          >
            {t('timer.stop')}
          </Button>
        )}
        <Button
          ref={changeButton}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={open}
        >
          {t('timer.change')}
        </Button>
      </Box>
      {renderDetails(changeButton.current)}
    </Stack>
  );
}

/** The number of suggested work items that fit on the card. */
const MAX_SUGGESTED = 3;

const doNothing = () => {};

function TimerContent({ timer, clockOffset }: LoadedTimer) {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  const actions = useTimerActions();
  const workspaces = useWorkspacesForLogging();
  const isAllowed = useAllowed(permissions.timer.update);
  if (timer) {
    return (
      <RunningCard timer={timer} clockOffset={clockOffset} actions={actions} />
    );
  }
  return workspaces.length > 0 && isAllowed ? (
    <StartTimer
      workspaces={workspaces}
      maxSuggested={MAX_SUGGESTED}
      start={actions.start}
      onStarted={doNothing}
    />
  ) : (
    <EmptyState title={t('nowhere')} />
  );
}

function Content() {
  return (
    <QueryState
      query={useTimer()}
      loading={<LoadingState rows={3} rowHeight={36} />}
    >
      {loaded => <TimerContent {...loaded} />}
    </QueryState>
  );
}

/** A home page widget with the running timer, or a form that starts one. @public */
export function TimerWidget() {
  return (
    <CallboardProvider>
      <Content />
    </CallboardProvider>
  );
}
