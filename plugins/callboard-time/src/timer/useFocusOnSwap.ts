import { useEffect, useRef, type RefObject } from 'react';
import type { TimerActions } from './useTimerActions';

/**
 * Keeps the focus when the button that was pressed is gone, as the timer has begun or
 * ended: it moves to the first button of what stands there now. What happens in other
 * tabs moves no focus.
 *
 * @returns what the buttons are in
 */
export function useFocusOnSwap(
  isRunning: boolean,
  { start, stop, discard }: TimerActions,
): RefObject<HTMLDivElement> {
  const place = useRef<HTMLDivElement>(null);
  const wasRunning = useRef(isRunning);
  const lastSeen = useRef(0);
  // When something was last done here; an act can be over before it was drawn as begun.
  const lastAct = Math.max(
    start.submittedAt,
    stop.submittedAt,
    discard.submittedAt,
  );
  useEffect(() => {
    if (wasRunning.current === isRunning) {
      return;
    }
    wasRunning.current = isRunning;
    if (lastAct > lastSeen.current) {
      lastSeen.current = lastAct;
      place.current?.querySelector('button')?.focus();
    }
  }, [isRunning, lastAct]);
  return place;
}
