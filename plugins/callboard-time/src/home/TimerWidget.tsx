import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  EmptyState,
  LoadingState,
  QueryState,
} from '@callboard/plugin-callboard-react';
import { useLogWorkspaces } from '../data/useLogWorkspaces';
import { StartTimer } from '../timer/StartTimer';
import { useTimer, type KnownTimer } from '../timer/useTimer';
import { useTimerActions } from '../timer/useTimerActions';
import { callboardTimeHomeTranslationRef } from './homeTranslation';
import { RunningCard } from './RunningCard';

/** As many as the card has space for. */
const MAX_OFFERED = 3;

const doNothing = () => {};

function Known({ timer, ahead }: KnownTimer) {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  const actions = useTimerActions();
  const workspaces = useLogWorkspaces();
  if (timer) {
    return <RunningCard timer={timer} ahead={ahead} actions={actions} />;
  }
  return workspaces.length > 0 ? (
    <StartTimer
      workspaces={workspaces}
      maxOffered={MAX_OFFERED}
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
      {known => <Known {...known} />}
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
