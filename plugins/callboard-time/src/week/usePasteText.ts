import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { formatMinutes, useToast } from '@callboard/plugin-callboard-react';
import { callboardTimeTranslationRef } from '../translation';
import { shortDay } from '../data/dayNames';
import { pasteBlock } from './pasteBlock';
import { readBlock } from './readBlock';
import type { WeekActions } from './WeekActions';
import type { WeekCell } from './WeekCell';
import type { WeekDay } from './WeekDay';

/** As many cells as a message can name. */
const MAX_NAMED = 5;

/** Pastes cells of a spreadsheet into a week, and reports those that did not fit. */
export function usePasteText(options: {
  rows: readonly TimesheetRow[];
  days: readonly WeekDay[];
  minutesPerDay: number;
  actions: WeekActions;
}): (text: string, start: { row: number; day: number }) => void {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const notify = useToast();
  const { rows, days, minutesPerDay, actions } = options;
  const formatCellLabel = ({ work_item_id, date }: WeekCell) => {
    const row = rows.find(({ issue_id }) => issue_id === work_item_id);
    return `${row?.identifier ?? ''} ${shortDay(date)}`;
  };
  const formatNames = (names: readonly string[]) =>
    names.length > MAX_NAMED
      ? [...names.slice(0, MAX_NAMED), '…'].join(', ')
      : names.join(', ');
  return (text, start) => {
    const pasted = pasteBlock({
      block: readBlock(text),
      start,
      rows,
      days,
      minutesPerDay,
    });
    const action = actions.paste(pasted);
    const { changes, bad, several, locked, outside } = pasted;
    const problems = [
      bad.length > 0 &&
        t('paste.bad', {
          cells: formatNames(
            bad.map(each => `${formatCellLabel(each.cell)} “${each.text}”`),
          ),
        }),
      several.length > 0 &&
        t('paste.several', {
          cells: formatNames(several.map(formatCellLabel)),
        }),
      locked.length > 0 &&
        t('paste.locked', { cells: formatNames(locked.map(formatCellLabel)) }),
      outside > 0 && t('paste.outside', { count: outside }),
    ].filter(Boolean);
    const filled = changes.filter(({ minutes }) => minutes > 0);
    const sum = filled.reduce((total, { minutes }) => total + minutes, 0);
    if (problems.length > 0 || changes.length > 0) {
      notify({
        status: problems.length > 0 ? 'danger' : 'success',
        title: t('paste.done', {
          count: filled.length,
          sum: formatMinutes(sum),
        }),
        description: problems.join(' ') || undefined,
        onUndo: action && (() => actions.undo(action)),
        doneAt: action?.doneAt,
      });
    }
  };
}
