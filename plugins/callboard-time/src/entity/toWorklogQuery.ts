import { toDateBounds } from '@callboard/plugin-callboard-react';
import type { TimeFilters } from './TimeFilters';

/** The query of lists, summaries and exports. */
export interface WorklogQuery {
  member_id?: string;
  date_from?: string;
  date_to?: string;
  billable?: 'true' | 'false';
  activity_type?: string;
}

/**
 * @param today - the current date in the workspace's time zone
 * @param weekStart - the first day of its weeks, 1 for Monday
 */
export function toWorklogQuery(
  { range, person, billable, type }: TimeFilters,
  today: string,
  weekStart: number,
): WorklogQuery {
  const { start, end } = toDateBounds(range, today, weekStart);
  return {
    member_id: person,
    date_from: start,
    date_to: end,
    billable,
    activity_type: type,
  };
}
