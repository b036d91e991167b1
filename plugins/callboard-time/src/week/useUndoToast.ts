import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useToast } from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useRef } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import type { TimesheetAction } from './OpenTimesheet';
import { getCellKey } from './WeekCell';

/** A message after each key would flicker, so it is shown after a pause. In milliseconds. */
const PAUSE = 1_000;

/**
 * Reports changes with an undo button after a pause in typing.
 *
 * @param undo - undoes an action
 */
export function useUndoToast(undo: (action: TimesheetAction) => void): {
  /** Records an action to report. */
  note: (action: TimesheetAction) => void;
  /** Reports an undo instead of the recorded action. */
  reportUndo: () => void;
} {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const notify = useToast();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const actions = useRef<TimesheetAction[]>([]);
  const latest = useRef(undo);
  latest.current = undo;
  useEffect(() => () => clearTimeout(timer.current), []);

  const note = useCallback(
    (action: TimesheetAction) => {
      actions.current.push(action);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const result = actions.current;
        actions.current = [];
        const count = new Set(
          result
            .flatMap(({ cells }) => cells)
            .map(({ cell }) => getCellKey(cell)),
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
  const reportUndo = useCallback(() => {
    actions.current = [];
    clearTimeout(timer.current);
    notify({ status: 'info', title: t('week.undone') });
  }, [t, notify]);
  return { note, reportUndo };
}
