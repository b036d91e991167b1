import {
  endpoints,
  type TransferRecord,
} from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
  usePages,
  type Pages,
} from '@callboard/plugin-callboard-react';

const PAGE = 20;

/** Somebody's way through the departments, newest first. */
export function useTransfers(slug: string, id: string): Pages<TransferRecord> {
  const client = useCallboardClient();
  const params = { slug, id };
  return usePages({
    queryKey: queryKeyOf(endpoints.listStaffTransfers, { params }),
    load: (cursor, signal) =>
      client.call(endpoints.listStaffTransfers, {
        params,
        query: { limit: PAGE, cursor },
        signal,
      }),
  });
}
