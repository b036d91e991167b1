import { permissions } from '@callboard/plugin-callboard-common';
import {
  useAllowed,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import {
  useEffect,
  useRef,
  type ComponentType,
  type ReactNode,
  type RefObject,
} from 'react';
import { useWorkspacesForLogging } from '../data/timeQueries';
import type { RunningTimerProps } from './TimerDetails';
import { useTimer } from './useTimer';
import { useTimerActions, type TimerActions } from './useTimerActions';

/**
 * Focuses the first button in the returned container when the user starts, stops or discards the
 * timer, because the pressed button disappears. Changes in other tabs do not move the focus.
 */
function useFocusOnSwap(
  isRunning: boolean,
  { start, stop, discard }: TimerActions,
): RefObject<HTMLDivElement> {
  const container = useRef<HTMLDivElement>(null);
  const wasRunning = useRef(isRunning);
  const lastHandledAt = useRef(0);
  // When this tab last started, stopped or discarded the timer. `isPending` would miss an action
  // that ends between renders.
  const lastSubmittedAt = Math.max(
    start.submittedAt,
    stop.submittedAt,
    discard.submittedAt,
  );
  useEffect(() => {
    if (wasRunning.current === isRunning) {
      return;
    }
    wasRunning.current = isRunning;
    if (lastSubmittedAt > lastHandledAt.current) {
      lastHandledAt.current = lastSubmittedAt;
      container.current?.querySelector('button')?.focus();
    }
  }, [isRunning, lastSubmittedAt]);
  return container;
}

export interface StartButtonProps {
  workspaces: readonly OwnWorkspace[];
  start: TimerActions['start'];
}

/**
 * The viewer's running timer, or a start button, except for guests and if the portal's policy
 * denies timers. Renders nothing if the backend has no timers.
 */
export function TimerHost(props: {
  Running: ComponentType<RunningTimerProps>;
  Start: ComponentType<StartButtonProps>;
  placeholder?: ReactNode;
}) {
  const { Running, Start } = props;
  const { data, isLoading } = useTimer();
  const me = useMe();
  const actions = useTimerActions();
  // The workspaces load early, so that the start button appears as soon as the timer stops.
  const workspaces = useWorkspacesForLogging();
  const isAllowed = useAllowed(permissions.timer.update);
  const container = useFocusOnSwap(Boolean(data?.timer), actions);
  // A running timer is shown without waiting for `me`.
  if (isLoading || (data?.timer === null && me.isLoading)) {
    return <>{props.placeholder}</>;
  }
  if (!data) {
    return null;
  }
  return (
    <div ref={container} style={{ display: 'contents' }}>
      {data.timer ? (
        <Running
          timer={data.timer}
          clockOffset={data.clockOffset}
          actions={actions}
        />
      ) : (
        workspaces.length > 0 &&
        isAllowed && <Start workspaces={workspaces} start={actions.start} />
      )}
    </div>
  );
}
