import { writeDuration } from '@callboard/plugin-callboard-common';
import { useMemo, useRef } from 'react';
import type { OpenSheet } from './OpenSheet';
import type { SheetActs } from './SheetActs';
import type { SheetCell } from './SheetCell';

/**
 * Fills cells, but asks for more where a workspace wants a description of every entry
 * and a cell has none yet.
 */
export function useFillOrAsk(
  acts: SheetActs,
  options: {
    sheet: OpenSheet;
    mustAsk: boolean;
    onAsk: (cell: SheetCell, duration: string) => void;
  },
): SheetActs {
  const { sheet, mustAsk } = options;
  const ask = useRef(options.onAsk);
  ask.current = options.onAsk;
  return useMemo(
    () =>
      mustAsk
        ? {
            ...acts,
            fill: (cell, minutes) =>
              minutes > 0 && sheet.savedMinutes(cell) === 0
                ? ask.current(cell, writeDuration(minutes))
                : acts.fill(cell, minutes),
          }
        : acts,
    [acts, sheet, mustAsk],
  );
}
