import { endpoints, type ResponseOf } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/** More worklogs than a person creates in a day. */
const LIMIT = 200;

/** The worklogs of a person on a day, on all work items or on one. */
export function useDayEntries(
  slug: string,
  whose: { member_id: string; date: string; work_item_id?: string },
): UseQueryResult<ResponseOf<typeof endpoints.listWorklogs>, Error> {
  const { member_id, date, work_item_id } = whose;
  return useCallboardQuery(
    endpoints.listWorklogs,
    {
      params: { slug },
      query: {
        member_id,
        work_item_id,
        date_from: date,
        date_to: date,
        order_by: 'created_at',
        limit: LIMIT,
      },
    },
    { refetchOnWindowFocus: 'always' },
  );
}
