import { writeDuration } from '@callboard/plugin-callboard-common';
import { useMemo, useRef } from 'react';
import type { OpenSheet } from './OpenSheet';
import type { WeekActions } from './WeekActions';
import type { SheetCell } from './SheetCell';

/**
 * Fills cells, but opens the full form if the workspace requires descriptions and the cell has no
 * worklog yet.
 */
export function useFillOrAsk(
  actions: WeekActions,
  options: {
    sheet: OpenSheet;
    mustAsk: boolean;
    onAsk: (cell: SheetCell, duration: string) => void;
  },
): WeekActions {
  const { sheet, mustAsk } = options;
  const ask = useRef(options.onAsk);
  ask.current = options.onAsk;
  return useMemo(
    () =>
      mustAsk
        ? {
            ...actions,
            fill: (cell, minutes) =>
              minutes > 0 && sheet.savedMinutes(cell) === 0
                ? ask.current(cell, writeDuration(minutes))
                : actions.fill(cell, minutes),
          }
        : actions,
    [actions, sheet, mustAsk],
  );
}
