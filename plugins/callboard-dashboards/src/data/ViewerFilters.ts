import type { DatePreset } from '@callboard/plugin-callboard-common';

/** The viewer's filters for all widgets; they override those of the dashboard. */
export interface ViewerFilters {
  date_range?: DatePreset;
  start?: string;
  end?: string;
  /** Ids, separated by commas. */
  project_ids?: string;
  department_ids?: string;
}
