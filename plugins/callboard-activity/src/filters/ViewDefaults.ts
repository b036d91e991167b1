import type { DateRangePreset } from '@callboard/plugin-callboard-react';

/** The defaults of a view until the reader sets a filter. */
export interface ViewDefaults {
  range: DateRangePreset;
  /** Hides page views. */
  hidesViews?: boolean;
}

/** Whether page views are hidden unless the reader shows them. */
export function getInitialViews(defaults: ViewDefaults): 'true' | 'false' {
  return defaults.hidesViews ? 'false' : 'true';
}
