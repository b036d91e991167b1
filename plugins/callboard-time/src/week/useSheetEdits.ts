import { useSyncExternalStore } from 'react';
import type { WeekEdits } from './CellEdit';
import type { OpenSheet } from './OpenSheet';

/** What of a week is not saved, as it is now. */
export function useSheetEdits(sheet: OpenSheet): WeekEdits {
  return useSyncExternalStore(sheet.edits.subscribe, sheet.edits.snapshot);
}
