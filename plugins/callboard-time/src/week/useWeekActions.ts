import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import type { OpenSheet, SheetAct } from './OpenSheet';
import type { WeekActions } from './WeekActions';
import type { CellChange, SheetCell } from './SheetCell';

/** Typed text that cannot be parsed. */
interface HeldText {
  cell: SheetCell;
  text: string;
  problem: string;
}

/** Sets cells. Where a cell's saved value is the new one, discards its edit instead. */
function fillCells(sheet: OpenSheet, changes: readonly CellChange[]) {
  const rest = changes.filter(
    change =>
      change.minutes !== sheet.savedMinutes(change) ||
      !sheet.edits.drop(change),
  );
  if (rest.length > 0) {
    sheet.edits.set(rest);
  }
}

function takeBack(sheet: OpenSheet, { cells }: SheetAct) {
  fillCells(
    sheet,
    cells
      .filter(({ held }) => !held)
      .map(back => ({ ...back.cell, minutes: back.minutes, back })),
  );
  for (const { cell, held } of cells) {
    if (held) {
      sheet.edits.hold(cell, held.text, held.problem);
    }
  }
}

/**
 * The actions on a week.
 *
 * @param report - callbacks after an edit, a paste and an undo
 */
export function useWeekActions(
  sheet: OpenSheet,
  report: {
    onChange: (act: SheetAct) => void;
    onPaste: (act: SheetAct) => void;
    onUndo: (act: SheetAct) => void;
  },
): WeekActions {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { onChange, onPaste, onUndo } = report;
  return useMemo(() => {
    const act = (
      changes: readonly CellChange[],
      held: readonly HeldText[],
    ): SheetAct | undefined => {
      const before = [...changes, ...held.map(({ cell }) => cell)].map(
        ({ work_item_id, date }) => sheet.stateOf({ work_item_id, date }),
      );
      const isNew = changes.filter(
        ({ minutes }, at) =>
          before[at].held !== undefined || before[at].minutes !== minutes,
      );
      // Retyping a rejected value sends it again.
      fillCells(sheet, changes);
      held.forEach(({ cell, text, problem }) =>
        sheet.edits.hold(cell, text, problem),
      );
      if (isNew.length + held.length === 0) {
        return undefined;
      }
      return sheet.note(before);
    };
    const tell = (done: SheetAct | undefined) => done && onChange(done);
    return {
      fill: ({ work_item_id, date }, minutes) =>
        tell(act([{ work_item_id, date, minutes }], [])),
      hold: (cell, text, problem) => tell(act([], [{ cell, text, problem }])),
      drop: cell => {
        sheet.edits.drop(cell);
      },
      paste: ({ changes, bad }) => {
        const done = act(
          changes,
          bad.map(({ problem, ...each }) => ({
            ...each,
            problem: t(`duration.${problem}`),
          })),
        );
        if (done) {
          onPaste(done);
        }
        return done;
      },
      undo: edits => {
        const taken = sheet.take(edits);
        if (taken) {
          takeBack(sheet, taken);
          onUndo(taken);
        }
      },
    };
  }, [t, sheet, onChange, onPaste, onUndo]);
}
