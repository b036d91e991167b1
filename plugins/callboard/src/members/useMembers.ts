import { endpoints, type Member } from '@callboard/plugin-callboard-common';
import {
  type Pages,
  queryKeyOf,
  useCallboardClient,
  usePages,
} from '@callboard/plugin-callboard-react';
import type { MemberFilter } from './useMemberFilter';

/** The members of a workspace that match, by reference. */
export function useMembers(slug: string, filter: MemberFilter): Pages<Member> {
  const client = useCallboardClient();
  const params = { slug };
  return usePages({
    queryKey: queryKeyOf(endpoints.listWorkspaceMembers, {
      params,
      query: filter,
    }),
    load: (cursor, signal) =>
      client.call(endpoints.listWorkspaceMembers, {
        params,
        query: { ...filter, cursor },
        signal,
      }),
  });
}
