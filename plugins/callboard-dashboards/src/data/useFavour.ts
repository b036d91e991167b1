import {
  endpoints,
  type DashboardWithWidgets,
} from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
  useNotice,
  problemsOf,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Makes a dashboard one of the reader's favourites, or takes it from them, at once. */
export function useFavour(
  slug: string,
): (dashboard: { id: string; is_favourite: boolean }) => Promise<void> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useNotice();
  return useCallback(
    async ({ id, is_favourite }) => {
      const params = { slug, id };
      const queryKey = queryKeyOf(endpoints.getDashboard, { params });
      const put = (value: boolean) =>
        queries.setQueryData<DashboardWithWidgets>(
          queryKey,
          known => known && { ...known, is_favourite: value },
        );
      put(!is_favourite);
      try {
        await (is_favourite
          ? client.call(endpoints.unfavourDashboard, { params })
          : client.call(endpoints.favourDashboard, { params }));
      } catch (error) {
        put(is_favourite);
        notify({ status: 'danger', title: problemsOf(error).message });
      }
      queries.invalidateQueries({
        queryKey: queryKeyOf(endpoints.listDashboards),
      });
    },
    [client, queries, notify, slug],
  );
}
