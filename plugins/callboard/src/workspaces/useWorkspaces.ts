import { endpoints, type Workspace } from '@callboard/plugin-callboard-common';
import {
  type Pages,
  queryKeyOf,
  useCallboardClient,
  usePages,
} from '@callboard/plugin-callboard-react';

/** The workspaces the person can see, by slug. */
export function useWorkspaces(): Pages<Workspace> {
  const client = useCallboardClient();
  return usePages({
    queryKey: queryKeyOf(endpoints.listWorkspaces, {}),
    load: (cursor, signal) =>
      client.call(endpoints.listWorkspaces, { query: { cursor }, signal }),
  });
}
