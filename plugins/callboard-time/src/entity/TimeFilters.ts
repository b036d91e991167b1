import type { ChosenDateRange } from '@callboard/plugin-callboard-react';

/** The filters for a project's worklogs. */
export interface TimeFilters {
  range: ChosenDateRange;
  /** A User reference. */
  person?: string;
  billable?: 'true' | 'false';
  type?: string;
}
