import { endpoints, type Workspace } from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { usePages, type Pages } from '../data/usePages';

/** The workspaces the person can see, by slug. */
export function useWorkspaces(): Pages<Workspace> {
  const client = useCallboardClient();
  return usePages({
    queryKey: queryKeyOf(endpoints.listWorkspaces, {}),
    load: (cursor, signal) =>
      client.call(endpoints.listWorkspaces, { query: { cursor }, signal }),
  });
}
