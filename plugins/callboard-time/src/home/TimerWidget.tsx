import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  EmptyState,
  LoadingState,
  QueryState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useLogWorkspaces } from '../data/useLogWorkspaces';
import { Elapsed } from '../timer/Elapsed';
import { StartTimer } from '../timer/StartTimer';
import { TimerDetails } from '../timer/TimerDetails';
import { TimerLink } from '../timer/TimerLink';
import { useTimer, type KnownTimer } from '../timer/useTimer';
import { useTimerActs } from '../timer/useTimerActs';
import { callboardTimeHomeTranslationRef } from './homeTranslation';

const stay = () => {};

function Known({ timer, ahead }: KnownTimer) {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  const acts = useTimerActs();
  const workspaces = useLogWorkspaces();
  if (timer) {
    return (
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5 }}>
          <Box component="span" sx={{ typography: 'h4' }}>
            <Elapsed started_at={timer.started_at} ahead={ahead} />
          </Box>
          <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <TimerLink work_item={timer.work_item} /> {timer.work_item.title}
          </Box>
        </Box>
        <TimerDetails
          key={timer.started_at + timer.work_item.id}
          timer={timer}
          ahead={ahead}
          acts={acts}
          onClose={stay}
        />
      </Stack>
    );
  }
  return workspaces.length > 0 ? (
    <StartTimer workspaces={workspaces} start={acts.start} onStarted={stay} />
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
      {known => <Known {...known} />}
    </QueryState>
  );
}

/** The running timer, or what starts one, for the home page. @public */
export function TimerWidget() {
  return (
    <CallboardProvider>
      <Content />
    </CallboardProvider>
  );
}
