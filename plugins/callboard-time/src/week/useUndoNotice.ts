import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNotice } from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useRef } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import type { SheetAct } from './OpenSheet';
import { keyOfCell } from './SheetCell';

/** A message for each key would flicker: it comes once somebody pauses. */
const PAUSE = 1_000;

/**
 * Says what was changed, with a way back, once somebody pauses.
 *
 * @param undo - takes an act back
 */
export function useUndoNotice(undo: (act: SheetAct) => void): {
  /** Notes an act, to be told of. */
  note: (act: SheetAct) => void;
  /** Says that an act was taken back, and no longer what it was. */
  noteUndo: () => void;
} {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const notify = useNotice();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const actions = useRef<SheetAct[]>([]);
  const latest = useRef(undo);
  latest.current = undo;
  useEffect(() => () => clearTimeout(timer.current), []);

  const note = useCallback(
    (act: SheetAct) => {
      actions.current.push(act);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const result = actions.current;
        actions.current = [];
        const count = new Set(
          result
            .flatMap(({ cells }) => cells)
            .map(({ cell }) => keyOfCell(cell)),
        ).size;
        notify({
          status: 'success',
          title: t('week.changed', { count }),
          doneAt: result[0].doneAt,
          onUndo: () =>
            [...result].reverse().forEach(each => latest.current(each)),
        });
      }, PAUSE);
    },
    [t, notify],
  );
  const noteUndo = useCallback(() => {
    actions.current = [];
    clearTimeout(timer.current);
    notify({ status: 'info', title: t('week.undone') });
  }, [t, notify]);
  return { note, noteUndo };
}
