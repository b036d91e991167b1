import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/**
 * Loads a week of a person. Other tabs and devices change it too, so it is refetched whenever the
 * page becomes visible.
 *
 * @param week - any day of it; the current week by default
 * @param member_id - the person; the signed-in one by default
 */
export function useTimesheet(
  slug: string,
  week?: string,
  member_id?: string,
): UseQueryResult<Timesheet, Error> {
  return useCallboardQuery(
    endpoints.getTimesheet,
    { params: { slug }, query: { week, member_id } },
    { refetchOnWindowFocus: 'always' },
  );
}
