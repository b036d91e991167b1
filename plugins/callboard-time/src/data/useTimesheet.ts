import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/**
 * A week of the signed-in person, or of somebody else. Other tabs and machines change it too, so it is
 * read again whenever the page comes back into sight.
 *
 * @param week - any day of it; this week by default
 * @param member_id - whose week it is; one's own by default
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
