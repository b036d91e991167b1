import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
  usePages,
  type Pages,
} from '@callboard/plugin-callboard-react';

const PAGE = 20;

/** The projects of a workspace that the reader can see, by name. */
export function useProjects(slug: string): Pages<Project> {
  const client = useCallboardClient();
  const params = { slug };
  const query = { limit: PAGE };
  return usePages({
    queryKey: queryKeyOf(endpoints.listProjects, { params, query }),
    load: (cursor, signal) =>
      client.call(endpoints.listProjects, {
        params,
        query: { ...query, cursor },
        signal,
      }),
  });
}
