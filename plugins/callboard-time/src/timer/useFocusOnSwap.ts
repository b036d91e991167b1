import { useEffect, useRef, type RefObject } from 'react';
import type { TimerActions } from './useTimerActions';

/**
 * Restores the focus when the timer starts or stops and its button is replaced: the first button of
 * the new content takes it. Changes in other tabs do not move the focus.
 *
 * @returns the ref of the container of the buttons
 */
export function useFocusOnSwap(
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
