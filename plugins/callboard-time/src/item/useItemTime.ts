import {
  endpoints,
  type ResponseOf,
  type WorkItem,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useEndpointPages,
  type Pages,
} from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/** The time logged on a work item: the total, and the worklogs, newest day first, page by page. */
export function useItemTime(
  slug: string,
  { id, project_id }: Pick<WorkItem, 'id' | 'project_id'>,
): {
  sum: UseQueryResult<ResponseOf<typeof endpoints.listWorklogsOfItem>, Error>;
  entries: Pages<Worklog>;
} {
  const params = { slug, pid: project_id, iid: id };
  const sum = useCallboardQuery(
    endpoints.listWorklogsOfItem,
    { params, query: { limit: 1 } },
    { refetchOnWindowFocus: 'always' },
  );
  const entries = useEndpointPages(endpoints.listWorklogsOfItem, {
    params,
    query: {},
  });
  return { sum, entries };
}
