import type { ChosenDateRange } from '@callboard/plugin-callboard-react';

/** Which entries of a project are looked at. */
export interface TimeFilters {
  range: ChosenDateRange;
  /** A User reference. */
  person?: string;
  billable?: 'true' | 'false';
  type?: string;
}
