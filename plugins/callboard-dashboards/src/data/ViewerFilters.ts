import type { DatePreset } from '@callboard/plugin-callboard-common';

/** What a viewer asks of all widgets, in place of what the dashboard says. */
export interface ViewerFilters {
  date_range?: DatePreset;
  start?: string;
  end?: string;
  /** Ids with commas between them. */
  project_ids?: string;
  department_ids?: string;
}
