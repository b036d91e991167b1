import { useCallback, useState } from 'react';
import { useStopTimer } from './useStopTimer';
import type { TimerActions } from './useTimerActions';

/**
 * Opens and closes the details of the running timer. They also open if stopping fails, to show the
 * error.
 */
export function useTimerDetails(actions: TimerActions): {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  stop: () => void;
} {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const stop = useStopTimer(actions, open);
  return {
    isOpen,
    open,
    close: () => {
      actions.stop.reset();
      actions.change.reset();
      setOpen(false);
    },
    stop: () => !actions.stop.isPending && stop(),
  };
}
