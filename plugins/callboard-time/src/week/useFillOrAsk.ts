import { formatDuration } from '@callboard/plugin-callboard-common';
import { useMemo, useRef } from 'react';
import type { OpenTimesheet } from './OpenTimesheet';
import type { WeekActions } from './WeekActions';
import type { WeekCell } from './WeekCell';

/**
 * Fills cells, but opens the full form if the workspace requires descriptions and the cell has no
 * worklog yet.
 */
export function useFillOrAsk(
  actions: WeekActions,
  options: {
    timesheet: OpenTimesheet;
    mustAsk: boolean;
    onAsk: (cell: WeekCell, duration: string) => void;
  },
): WeekActions {
  const { timesheet, mustAsk } = options;
  const ask = useRef(options.onAsk);
  ask.current = options.onAsk;
  return useMemo(
    () =>
      mustAsk
        ? {
            ...actions,
            fill: (cell, minutes) =>
              minutes > 0 && timesheet.getSavedMinutes(cell) === 0
                ? ask.current(cell, formatDuration(minutes))
                : actions.fill(cell, minutes),
          }
        : actions,
    [actions, timesheet, mustAsk],
  );
}
