import { useCallback, useState } from 'react';
import { useStopTimer } from './useStopTimer';
import type { TimerActs } from './useTimerActs';

/**
 * Opens and closes the details of the running timer. They also open where it cannot be
 * stopped, and say why.
 */
export function useTimerDetails(acts: TimerActs): {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  stop: () => void;
} {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const stop = useStopTimer(acts, open);
  return {
    isOpen,
    open,
    close: () => {
      acts.stop.reset();
      acts.change.reset();
      setOpen(false);
    },
    stop: () => !acts.stop.isPending && stop(),
  };
}
