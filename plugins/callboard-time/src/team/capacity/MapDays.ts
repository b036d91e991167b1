import type { MapColumn } from './toMapColumns';

/** The columns of the map and how to display them. */
export interface MapDays {
  columns: readonly MapColumn[];
  weekStart?: number;
  /** The current date in the workspace's time zone. */
  today: string;
}
