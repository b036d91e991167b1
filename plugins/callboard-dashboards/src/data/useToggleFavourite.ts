import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  permissions,
  type Dashboard,
  type DashboardWithWidgets,
  type ResponseOf,
} from '@callboard/plugin-callboard-common';
import {
  changePages,
  getProblems,
  getQueryKey,
  useAllowed,
  useCallboardClient,
  useToast,
  type CachedList,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callboardDashboardsListTranslationRef } from '../list/listTranslation';

type DashboardPages = CachedList<ResponseOf<typeof endpoints.listDashboards>>;
type FavouriteDashboard = Pick<Dashboard, 'id' | 'name' | 'is_favourite'>;

const listKey = getQueryKey(endpoints.listDashboards);

export function useCanToggleFavourite(
  slug: string,
): (dashboard: Pick<Dashboard, 'is_favourite'>) => boolean {
  const canAdd = useAllowed(permissions.dashboardFavourite.update, slug);
  const canRemove = useAllowed(permissions.dashboardFavourite.delete, slug);
  return useCallback(
    ({ is_favourite }) => (is_favourite ? canRemove : canAdd),
    [canAdd, canRemove],
  );
}

/** Adds or removes a favourite optimistically, and reverts the change if the server rejects it. */
export function useToggleFavourite(
  slug: string,
): (dashboard: FavouriteDashboard) => void {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const getDashboardKey = (id: string) =>
    getQueryKey(endpoints.getDashboard, { params: { slug, id } });
  const setCachedFavourite = (id: string, is_favourite: boolean) => {
    queries.setQueryData<DashboardWithWidgets>(
      getDashboardKey(id),
      cached => cached && { ...cached, is_favourite },
    );
    queries.setQueriesData<DashboardPages>(
      { queryKey: listKey },
      cached =>
        cached &&
        changePages(cached, page => ({
          ...page,
          items: page.items.map(dashboard =>
            dashboard.id === id ? { ...dashboard, is_favourite } : dashboard,
          ),
        })),
    );
  };
  // In the variables of the mutation, `is_favourite` is the new state.
  const { mutate } = useMutation({
    // Runs mutations one at a time, because concurrent requests could arrive in the wrong order.
    scope: { id: `callboard-dashboard-favourite-${slug}` },
    mutationFn: async ({ id, is_favourite }: FavouriteDashboard) => {
      const params = { slug, id };
      await (is_favourite
        ? client.call(endpoints.favourDashboard, { params })
        : client.call(endpoints.unfavourDashboard, { params }));
    },
    onMutate: async ({ id, is_favourite }) => {
      // The response of a running query would show the previous state again.
      await Promise.all([
        queries.cancelQueries({ queryKey: listKey }),
        queries.cancelQueries({ queryKey: getDashboardKey(id) }),
      ]);
      setCachedFavourite(id, is_favourite);
    },
    onError: (error, { id, name, is_favourite }) => {
      setCachedFavourite(id, !is_favourite);
      notify({
        status: 'danger',
        title: t(is_favourite ? 'starFailed' : 'unstarFailed', { name }),
        description: getProblems(error).message,
      });
    },
    onSettled: (_, __, { id }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: listKey }),
        queries.invalidateQueries({ queryKey: getDashboardKey(id) }),
      ]),
  });
  return useCallback(
    ({ id, name, is_favourite }) =>
      mutate({ id, name, is_favourite: !is_favourite }),
    [mutate],
  );
}
