import type { MapColumn } from './columnsOf';

/** How the map shows days. */
export interface MapDays {
  columns: readonly MapColumn[];
  weekStart?: number;
  /** The date it is in the workspace. */
  today: string;
}
