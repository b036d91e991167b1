import { useSyncExternalStore } from 'react';
import type { WeekEdits } from './CellEdit';
import type { OpenTimesheet } from './OpenTimesheet';

/** The unsaved edits of a week; renders again when they change. */
export function useTimesheetEdits(timesheet: OpenTimesheet): WeekEdits {
  return useSyncExternalStore(
    timesheet.edits.subscribe,
    timesheet.edits.snapshot,
  );
}
