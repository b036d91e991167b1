import { useSyncExternalStore } from 'react';
import type { WeekEdits } from './CellEdit';
import type { OpenSheet } from './OpenSheet';

/** The unsaved edits of a week; renders again when they change. */
export function useSheetEdits(sheet: OpenSheet): WeekEdits {
  return useSyncExternalStore(sheet.edits.subscribe, sheet.edits.snapshot);
}
