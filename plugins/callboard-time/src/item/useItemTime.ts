import {
  endpoints,
  type ResponseOf,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/** More entries than most items have. */
const LIMIT = 100;

/** The time that was logged on an item, newest day first, and its sum. */
export function useItemTime(
  slug: string,
  { id, project_id }: Pick<WorkItem, 'id' | 'project_id'>,
): UseQueryResult<ResponseOf<typeof endpoints.listWorklogsOfItem>, Error> {
  return useCallboardQuery(
    endpoints.listWorklogsOfItem,
    {
      params: { slug, pid: project_id, iid: id },
      query: { limit: LIMIT },
    },
    { refetchOnWindowFocus: 'always' },
  );
}
