import {
  endpoints,
  type DepartmentLink,
} from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
  usePages,
  type Pages,
} from '@callboard/plugin-callboard-react';

/** What a department gives access to. */
export function useLinks(slug: string, id: string): Pages<DepartmentLink> {
  const client = useCallboardClient();
  const params = { slug, id };
  return usePages({
    queryKey: queryKeyOf(endpoints.listDepartmentLinks, { params }),
    load: (cursor, signal) =>
      client.call(endpoints.listDepartmentLinks, {
        params,
        query: { cursor },
        signal,
      }),
  });
}
