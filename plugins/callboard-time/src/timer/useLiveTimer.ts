import { useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { timerKey } from './useTimer';

/** The pause after a refetch, in milliseconds: the person may still be typing in another tab. */
const QUIET = 400;

const isTimer = ({ entity_type }: { entity_type: string }) =>
  entity_type === 'timer';

/** Refetches the timer when it changes in another tab or on another device. */
export function useLiveTimer(): void {
  const queries = useQueryClient();
  useLiveSignal({
    topic: 'change',
    pauseMs: QUIET,
    wakesOn: signal => signal.type === 'change' && isTimer(signal),
    run: () => queries.invalidateQueries({ queryKey: timerKey }),
  });
}
