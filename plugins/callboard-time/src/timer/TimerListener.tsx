import { useLiveTimer } from './useLiveTimer';
import { useTimer } from './useTimer';

function Live() {
  useLiveTimer();
  return null;
}

/** Keeps the timer in step with other tabs and machines, wherever it is shown. */
export function TimerListener() {
  // Until it has answered, it is not known that there is anything to hear.
  return useTimer().data ? <Live /> : null;
}
