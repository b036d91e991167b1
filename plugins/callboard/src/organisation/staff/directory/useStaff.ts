import {
  endpoints,
  type StaffMember,
} from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
  usePages,
  type Pages,
} from '@callboard/plugin-callboard-react';
import type { StaffQuery } from './staffQueryOf';

const PAGE = 100;

/** The people of a workspace that match. */
export function useStaff(slug: string, query: StaffQuery): Pages<StaffMember> {
  const client = useCallboardClient();
  const params = { slug };
  return usePages({
    queryKey: queryKeyOf(endpoints.listStaff, { params, query }),
    load: (cursor, signal) =>
      client.call(endpoints.listStaff, {
        params,
        query: { ...query, limit: PAGE, cursor },
        signal,
      }),
  });
}
