import type { DateRangePreset } from '@callboard/plugin-callboard-react';

/** What a view shows until somebody chooses something else. */
export interface ViewDefaults {
  range: DateRangePreset;
  /** Leaves out what was only looked at. */
  hidesViews?: boolean;
}

/** Whether page views are hidden unless the reader shows them. */
export function initialViews(defaults: ViewDefaults): 'true' | 'false' {
  return defaults.hidesViews ? 'false' : 'true';
}
