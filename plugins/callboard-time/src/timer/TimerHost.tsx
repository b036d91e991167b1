import { useMe, type OwnWorkspace } from '@callboard/plugin-callboard-react';
import {
  useEffect,
  useRef,
  type ComponentType,
  type ReactNode,
  type RefObject,
} from 'react';
import { useLogWorkspaces } from '../data/timeQueries';
import type { RunningTimerProps } from './TimerDetails';
import { useTimer } from './useTimer';
import { useTimerActions, type TimerActions } from './useTimerActions';

/**
 * Restores the focus when the timer starts or stops and its button is replaced: the first button of
 * the new content takes it. Changes in other tabs do not move the focus.
 *
 * @returns the ref of the container of the buttons
 */
function useFocusOnSwap(
  isRunning: boolean,
  { start, stop, discard }: TimerActions,
): RefObject<HTMLDivElement> {
  const container = useRef<HTMLDivElement>(null);
  const wasRunning = useRef(isRunning);
  const lastSeen = useRef(0);
  // The time of the last action here; an action can end before a render shows it as pending.
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
    if (lastSubmittedAt > lastSeen.current) {
      lastSeen.current = lastSubmittedAt;
      container.current?.querySelector('button')?.focus();
    }
  }, [isRunning, lastSubmittedAt]);
  return container;
}

/** The input of a button that opens the form that starts a timer. */
export interface StartButtonProps {
  /** At least one. */
  workspaces: readonly OwnWorkspace[];
  start: TimerActions['start'];
}

/**
 * The signed-in person's timer: the running one, or a start button. Renders nothing for guests, and
 * if the backend has no timers.
 */
export function TimerHost(props: {
  Running: ComponentType<RunningTimerProps>;
  Start: ComponentType<StartButtonProps>;
  /** Shown while loading. */
  placeholder?: ReactNode;
}) {
  const { Running, Start } = props;
  const { data, isLoading } = useTimer();
  const me = useMe();
  const actions = useTimerActions();
  // Loaded early, so that the start button appears as soon as the timer stops.
  const workspaces = useLogWorkspaces();
  const container = useFocusOnSwap(Boolean(data?.timer), actions);
  // A running timer needs no other data.
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
        workspaces.length > 0 && (
          <Start workspaces={workspaces} start={actions.start} />
        )
      )}
    </div>
  );
}
